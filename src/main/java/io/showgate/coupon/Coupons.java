package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Coupons as buyers use them: look, claim, ask what became of it, give back. Thread-safe; throws
 * {@link org.redisson.client.RedisException} or {@link org.springframework.dao.DataAccessException} when Redis or the
 * database is needed and does not answer in time.
 */
@Component
class Coupons {

    /** What a receipt stands for. */
    record Held(String receipt, ClaimKey key) {}

    /** What a receipt says now. */
    record Told(Held held, ClaimState state) {}

    private final CampaignDirectory directory;
    private final ReceiptDesk desk;
    private final CouponReturns returns;
    private final CouponMetrics metrics;
    private final int backlog;
    private final Receipts receipts;

    Coupons(
            CampaignDirectory directory,
            ReceiptDesk desk,
            CouponReturns returns,
            CouponMetrics metrics,
            CouponProperties properties,
            @Value("${showgate.secret:}") String secret) {
        this.directory = directory;
        this.desk = desk;
        this.returns = returns;
        this.metrics = metrics;
        this.backlog = properties.backlog();
        receipts = new Receipts(Signer.forPurpose(secret, "coupon-receipt"));
    }

    /** The campaign, or null if there is none with this id. */
    @Nullable
    Campaign campaign(long couponId) {
        var view = directory.find(couponId);
        return view == null ? null : view.campaign();
    }

    /** Takes a coupon for the user, or finds the claim that they have. */
    ClaimAnswer claim(long couponId, UserId user) {
        var view = directory.find(couponId);
        if (view == null) {
            return new ClaimAnswer.Unknown();
        }
        var answer = view.claim(user.value(), backlog);
        metrics.of(view).claimed(answer);
        return switch (answer.code()) {
            case Claimed.TAKEN, Claimed.TAKEN_BEFORE -> new ClaimAnswer.Taken(receipts.write(couponId, user));
            case Claimed.SOLD_OUT -> new ClaimAnswer.SoldOut();
            case Claimed.NOT_OPEN ->
                new ClaimAnswer.NotOpen(
                        Instant.ofEpochMilli(answer.opensMillis()),
                        Duration.ofMillis(answer.opensMillis() - answer.nowMillis()));
            case Claimed.ENDED -> new ClaimAnswer.Ended();
            default -> new ClaimAnswer.ComeBack();
        };
    }

    /** What a receipt stands for, or null if we did not write it. */
    @Nullable
    Held read(String receipt) {
        var read = receipts.read(receipt);
        return read == null
                ? null
                : new Held(receipt, new ClaimKey(read.couponId(), read.user().value()));
    }

    /** What became of a claim, waiting at most this long while it is being processed. */
    Told ask(Held held, Duration longest) {
        return new Told(held, desk.state(held.key(), longest));
    }

    /** Gives an issued coupon back; false if it is not issued. Doing it again changes nothing. */
    boolean giveBack(Held held) {
        return returns.giveBack(held.key(), GivenBackBy.HOLDER);
    }
}

package io.showgate.coupon;

import io.showgate.token.SignedText;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads receipts: a {@link SignedText} that says {@code couponId:user}. A user has one claim in a campaign
 * at most, so the same claim always has the same receipt, whatever was lost or replayed in between; and a receipt,
 * which is only given for a claim that was taken, proves it when nothing else does any more (docs/adr/0012).
 * Thread-safe.
 */
final class Receipts {

    /** Whose claim in which campaign a receipt is for. */
    record Claimed(long couponId, UserId user) {}

    private final SignedText text;

    Receipts(Signer signer) {
        text = new SignedText(signer);
    }

    String write(long couponId, UserId user) {
        return text.write(couponId + ":" + user.value());
    }

    /** What the receipt says, or null if it is not one that we wrote. */
    @Nullable
    Claimed read(String receipt) {
        var payload = text.read(receipt);
        return payload == null ? null : parse(payload);
    }

    private static Claimed parse(String payload) {
        int colon = payload.indexOf(':');
        return new Claimed(Long.parseLong(payload.substring(0, colon)), new UserId(payload.substring(colon + 1)));
    }
}

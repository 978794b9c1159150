package io.showgate.claim;

import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.LiveCampaign;
import io.showgate.web.Caller;
import io.showgate.web.InvalidInputException;
import io.showgate.web.Problem;
import io.showgate.web.UserId;
import io.showgate.web.WholeNumber;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The routes of buyers: read campaigns, claim a coupon, read a receipt, give a coupon back. All buyers call them in the
 * same second, so they read the request and write the response themselves (docs/adr/0010).
 */
@RestController
class CouponController {

    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int LARGEST_PAGE = 100;

    private final CampaignRegistry campaigns;
    private final ClaimEntrance entrance;
    private final ClaimMeters meters;
    private final Receipts receipts;
    private final ReceiptLookup lookup;
    private final IssuedCoupons issued;

    CouponController(
            CampaignRegistry campaigns,
            ClaimEntrance entrance,
            ClaimMeters meters,
            Receipts receipts,
            ReceiptLookup lookup,
            IssuedCoupons issued) {
        this.campaigns = campaigns;
        this.entrance = entrance;
        this.meters = meters;
        this.receipts = receipts;
        this.lookup = lookup;
        this.issued = issued;
    }

    /** The campaigns, the newest first. */
    @GetMapping("/api/v1/coupons")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int page = WholeNumber.parameter(request, "page", 1, 1, Integer.MAX_VALUE);
        int size = WholeNumber.parameter(request, "size", 10, 1, LARGEST_PAGE);
        CouponJson.write(CouponJson.page(campaigns, page, size), response);
    }

    /** One campaign. The answer costs so little that all buyers may ask for it before the campaign opens. */
    @GetMapping("/api/v1/coupons/{couponId}")
    void one(@PathVariable Map<String, String> path, HttpServletResponse response) throws IOException {
        var campaign = campaigns.find(couponId(path));
        if (campaign == null) {
            ClaimProblems.unknownCoupon().writeTo(response);
            return;
        }
        campaign.pollIfNew();
        var json = CouponJson.campaign(campaign, campaigns.serverTime());
        if (json == null) {
            ClaimProblems.comeBack().writeTo(response);
            return;
        }
        CouponJson.write(json, response);
    }

    /** Claims a coupon for the user of the request; claiming again returns the same receipt. */
    @PostMapping("/api/v1/coupons/{couponId}/claims")
    void claim(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long couponId = couponId(path);
        var user = Caller.of(request);
        var campaign = campaigns.find(couponId);
        if (campaign == null) {
            ClaimProblems.unknownCoupon().writeTo(response);
            return;
        }
        var refused = atTheEntrance(campaign, user, request);
        if (refused != null) {
            refused.writeTo(response);
            return;
        }
        var answer = campaign.claim(user.value());
        meters.of(campaign).claimed(answer.outcome());
        switch (answer.outcome()) {
            case TAKEN, TAKEN_BEFORE ->
                accept(receipts.write(new ClaimKey(campaign.identity(), user.value())), response);
            case SOLD_OUT -> ClaimProblems.soldOut().writeTo(response);
            case NOT_OPEN ->
                ClaimProblems.notOpen(answer.opensAt(), answer.opensIn()).writeTo(response);
            case ENDED -> ClaimProblems.ended().writeTo(response);
            case CLOSED, BACKLOG -> ClaimProblems.comeBack().writeTo(response);
        }
    }

    private static void accept(String receipt, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader(HttpHeaders.LOCATION, "/api/v1/coupons/claims/" + receipt);
        CouponJson.write(CouponJson.taken(receipt), response);
    }

    private @Nullable Problem atTheEntrance(LiveCampaign campaign, UserId user, HttpServletRequest request) {
        var queue = campaign.campaign().queue();
        return queue == null ? null : entrance.check(request, queue, user);
    }

    /** The state of a claim, and its receipt with the signature of the current secret. */
    @GetMapping("/api/v1/coupons/claims/{receipt}")
    void ask(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int wait = WholeNumber.parameter(request, "waitMillis", 0, 0, LONGEST_WAIT_MILLIS);
        var receipt = receipt(path);
        var claim = held(receipt, request);
        var state = lookup.state(claim, Duration.ofMillis(wait));
        CouponJson.write(CouponJson.receipt(receipts.renewed(receipt), claim, state), response);
    }

    /** Gives an issued coupon back. */
    @DeleteMapping("/api/v1/coupons/claims/{receipt}")
    void giveBack(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response) {
        if (issued.giveBack(held(receipt(path), request), GivenBackBy.HOLDER)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            ClaimProblems.notIssued().writeTo(response);
        }
    }

    /** The claim of a receipt. If the request names a user, it must be the user of the receipt. */
    private ClaimKey held(String receipt, HttpServletRequest request) {
        var claim = receipts.read(receipt);
        if (claim == null) {
            throw new InvalidInputException(ClaimProblems.unknownReceipt());
        }
        if (Caller.isNamed(request) && !Caller.of(request).value().equals(claim.user())) {
            throw new InvalidInputException(ClaimProblems.notYours());
        }
        return claim;
    }

    private static String receipt(Map<String, String> path) {
        return path.getOrDefault("receipt", "");
    }

    private static long couponId(Map<String, String> path) {
        return WholeNumber.id("couponId", path.getOrDefault("couponId", ""));
    }
}

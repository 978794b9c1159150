package io.showgate.coupon;

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
 * Look, claim, ask, give back. Everybody presses in the same second, so these read the request and write the response
 * themselves (docs/adr/0010).
 */
@RestController
class CouponController {

    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int LARGEST_PAGE = 100;

    private final Coupons coupons;
    private final CampaignDirectory directory;
    private final ClaimEntrance entrance;

    CouponController(Coupons coupons, CampaignDirectory directory, ClaimEntrance entrance) {
        this.coupons = coupons;
        this.directory = directory;
        this.entrance = entrance;
    }

    /** The campaigns, the newest first. */
    @GetMapping("/api/v1/coupons")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int page = WholeNumber.parameter(request, "page", 1, 1, Integer.MAX_VALUE);
        int size = WholeNumber.parameter(request, "size", 10, 1, LARGEST_PAGE);
        CouponWriter.write(CouponWriter.page(directory, page, size), response);
    }

    /** One campaign; cheap enough for everybody to ask before it opens. */
    @GetMapping("/api/v1/coupons/{couponId}")
    void one(@PathVariable Map<String, String> path, HttpServletResponse response) throws IOException {
        var view = directory.find(couponId(path));
        if (view == null) {
            CouponProblems.unknownCoupon().writeTo(response);
            return;
        }
        var json = view.jsonNow();
        if (json == null) {
            CouponProblems.comeBack().writeTo(response);
            return;
        }
        CouponWriter.write(CouponWriter.campaign(json, view.serverTime(directory.serverTime())), response);
    }

    /** Claims a coupon for the user of the request; again and again if need be. */
    @PostMapping("/api/v1/coupons/{couponId}/claims")
    void claim(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long couponId = couponId(path);
        var user = Caller.of(request);
        var refused = atTheEntrance(couponId, user, request);
        if (refused != null) {
            refused.writeTo(response);
            return;
        }
        switch (coupons.claim(couponId, user)) {
            case ClaimAnswer.Taken taken -> {
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
                response.setHeader(HttpHeaders.LOCATION, "/api/v1/coupons/claims/" + taken.receipt());
                CouponWriter.write(CouponWriter.taken(taken), response);
            }
            case ClaimAnswer.SoldOut _ -> CouponProblems.soldOut().writeTo(response);
            case ClaimAnswer.NotOpen early -> CouponProblems.notOpen(early).writeTo(response);
            case ClaimAnswer.Ended _ -> CouponProblems.ended().writeTo(response);
            case ClaimAnswer.ComeBack _ -> CouponProblems.comeBack().writeTo(response);
            case ClaimAnswer.Unknown _ -> CouponProblems.unknownCoupon().writeTo(response);
        }
    }

    private @Nullable Problem atTheEntrance(long couponId, UserId user, HttpServletRequest request) {
        var campaign = coupons.campaign(couponId);
        var queue = campaign == null ? null : campaign.queue();
        return queue == null ? null : entrance.check(request, queue, user);
    }

    /** What became of a claim. */
    @GetMapping("/api/v1/coupons/claims/{receipt}")
    void ask(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int wait = WholeNumber.parameter(request, "waitMillis", 0, 0, LONGEST_WAIT_MILLIS);
        var held = held(path, request);
        CouponWriter.write(CouponWriter.told(coupons.ask(held, Duration.ofMillis(wait))), response);
    }

    /** Gives an issued coupon back. */
    @DeleteMapping("/api/v1/coupons/claims/{receipt}")
    void giveBack(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response) {
        if (coupons.giveBack(held(path, request))) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            CouponProblems.notIssued().writeTo(response);
        }
    }

    /** Whoever says who they are must be the one whom the receipt was given to. */
    private Coupons.Held held(Map<String, String> path, HttpServletRequest request) {
        var held = coupons.read(path.getOrDefault("receipt", ""));
        if (held == null) {
            throw new InvalidInputException(CouponProblems.unknownReceipt());
        }
        if (Caller.isNamed(request)
                && !Caller.of(request).value().equals(held.key().user())) {
            throw new InvalidInputException(CouponProblems.notYours());
        }
        return held;
    }

    private static long couponId(Map<String, String> path) {
        return WholeNumber.id("couponId", path.getOrDefault("couponId", ""));
    }
}

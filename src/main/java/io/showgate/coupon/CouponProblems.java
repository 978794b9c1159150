package io.showgate.coupon;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;

/** How the refusals of coupons leave over HTTP; docs/problems.md has a section for each. */
public final class CouponProblems {

    static final ProblemType UNKNOWN_COUPON =
            new ProblemType("unknown-coupon", HttpStatus.NOT_FOUND, "There is no such coupon campaign");
    static final ProblemType SOLD_OUT = new ProblemType("sold-out", HttpStatus.CONFLICT, "No coupon is left");
    static final ProblemType NOT_OPEN =
            new ProblemType("not-open", HttpStatus.CONFLICT, "The campaign is not open yet");
    static final ProblemType ENDED = new ProblemType("ended", HttpStatus.CONFLICT, "The campaign has ended");
    static final ProblemType UNKNOWN_RECEIPT =
            new ProblemType("unknown-receipt", HttpStatus.NOT_FOUND, "This is not a receipt");
    static final ProblemType NOT_YOURS =
            new ProblemType("receipt-not-yours", HttpStatus.FORBIDDEN, "The receipt is somebody else's");
    static final ProblemType NOT_ISSUED =
            new ProblemType("not-issued", HttpStatus.CONFLICT, "The coupon is not issued");
    static final ProblemType STOCK_TOO_LOW =
            new ProblemType("stock-too-low", HttpStatus.CONFLICT, "More coupons than that are taken");
    static final ProblemType UNKNOWN_ENTRY =
            new ProblemType("unknown-entry", HttpStatus.NOT_FOUND, "There is no such claim set aside");

    private CouponProblems() {}

    /** No campaign has the id. */
    public static Problem unknownCoupon() {
        return Problem.of(UNKNOWN_COUPON, "No campaign has this id.");
    }

    /** There is no such coupon to give back. */
    public static Problem notIssued() {
        return Problem.of(
                NOT_ISSUED, "Only an issued coupon can be given back; ask for the receipt until it says ISSUED.");
    }

    /** The stock would be below what is taken. */
    public static Problem stockTooLow(long taken) {
        return Problem.of(STOCK_TOO_LOW, "Nothing was changed. " + taken + " coupons are taken already.")
                .with("taken", taken);
    }

    /** No claim that was set aside has the id. */
    public static Problem unknownEntry() {
        return Problem.of(UNKNOWN_ENTRY, "It was dealt with already, or never existed.");
    }

    /** The campaign takes no claims for a moment. */
    public static Problem comeBack() {
        return Problem.of(
                        ProblemType.TRY_AGAIN_LATER,
                        "The campaign takes no claims for a moment. Nothing is lost; come back after the time in"
                                + " Retry-After.")
                .retryAfter(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 4_000)));
    }

    static Problem unknownReceipt() {
        return Problem.of(UNKNOWN_RECEIPT, "Send the receipt exactly as claiming returned it.");
    }

    static Problem notYours() {
        return Problem.of(NOT_YOURS, "The header 'X-User-Id' names another user than the receipt.");
    }

    static Problem soldOut() {
        return Problem.of(SOLD_OUT, "A coupon that is given back goes on sale again.");
    }

    static Problem ended() {
        return Problem.of(ENDED, "The time for claims is over.");
    }

    static Problem notOpen(ClaimAnswer.NotOpen early) {
        return Problem.of(NOT_OPEN, "Come back when it opens.")
                .with("opensAt", early.opensAt().toString())
                .retryAfter(early.opensIn());
    }
}

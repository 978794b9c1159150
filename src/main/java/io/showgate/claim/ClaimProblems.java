package io.showgate.claim;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;

/** The problems of claims and receipts; docs/problems.md has a section for each. */
public final class ClaimProblems {

    static final ProblemType UNKNOWN_COUPON =
            new ProblemType("unknown-coupon", HttpStatus.NOT_FOUND, "There is no such coupon campaign");
    static final ProblemType SOLD_OUT = new ProblemType("sold-out", HttpStatus.CONFLICT, "No coupon is left");
    static final ProblemType NOT_OPEN =
            new ProblemType("not-open", HttpStatus.CONFLICT, "The campaign is not open yet");
    static final ProblemType ENDED = new ProblemType("ended", HttpStatus.CONFLICT, "The campaign has ended");
    static final ProblemType UNKNOWN_RECEIPT =
            new ProblemType("unknown-receipt", HttpStatus.NOT_FOUND, "This is not a receipt");
    static final ProblemType NOT_YOURS =
            new ProblemType("receipt-not-yours", HttpStatus.FORBIDDEN, "The receipt belongs to another user");
    static final ProblemType NOT_ISSUED =
            new ProblemType("not-issued", HttpStatus.CONFLICT, "The coupon is not issued");

    private ClaimProblems() {}

    /** No campaign has the id. */
    public static Problem unknownCoupon() {
        return Problem.of(UNKNOWN_COUPON, "No campaign has this id.");
    }

    /** The campaign of a receipt is gone: the database was restored to a moment before it. */
    static Problem campaignIsGone() {
        return Problem.of(UNKNOWN_COUPON, "The campaign of this receipt does not exist any more.");
    }

    /** The coupon is not issued, so it cannot be taken back. */
    public static Problem notIssued() {
        return Problem.of(
                NOT_ISSUED, "Only an issued coupon can be given back; ask for the receipt until it says ISSUED.");
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

    static Problem notOpen(Instant opensAt, Duration opensIn) {
        return Problem.of(NOT_OPEN, "Come back when it opens.")
                .with("opensAt", opensAt.toString())
                .retryAfter(opensIn);
    }
}

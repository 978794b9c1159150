package io.showgate.console;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import org.springframework.http.HttpStatus;

/** The problems that the operator's coupon routes answer with; docs/problems.md has a section for each. */
final class CouponProblems {

    static final ProblemType STOCK_TOO_LOW =
            new ProblemType("stock-too-low", HttpStatus.CONFLICT, "More coupons than that are taken");
    static final ProblemType UNKNOWN_ENTRY =
            new ProblemType("unknown-entry", HttpStatus.NOT_FOUND, "There is no such dead letter");

    private CouponProblems() {}

    /** The wanted stock is lower than the number of coupons taken. */
    static Problem stockTooLow(long taken) {
        return Problem.of(STOCK_TOO_LOW, "Nothing was changed. " + taken + " coupons are taken already.")
                .with("taken", taken);
    }

    /** No dead letter has the id. */
    static Problem unknownEntry() {
        return Problem.of(UNKNOWN_ENTRY, "It was dealt with already, or never existed.");
    }
}

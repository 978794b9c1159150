package io.showgate.support;

/**
 * The final answer to one person at one phone in a drop.
 *
 * @param kind the kind of the answer
 * @param detail the coupon's code, the reason of a failure, or the last answer
 */
public record Ending(Kind kind, String detail) {

    /** The kinds of final answers. */
    public enum Kind {
        /** The coupon is recorded in the database and has a code. */
        ISSUED,
        /** The claim has a receipt but no coupon. */
        FAILED,
        /** The claim was refused because no coupon was left. */
        SOLD_OUT,
        /** There was no final answer within the person's time. */
        NONE
    }
}

package io.showgate.campaign;

import java.time.Duration;
import java.time.Instant;

/**
 * The answer to a claim.
 *
 * @param opensMillis the time of the opening if the campaign is not open yet, ms since the epoch, else 0
 * @param nowMillis the time of Redis in that case, ms since the epoch, else 0
 */
public record Claimed(Outcome outcome, long opensMillis, long nowMillis) {

    /** The codes of {@code claim.lua}. */
    public enum Outcome {
        /** A coupon was taken now. */
        TAKEN,
        /** The user has a claim from before. */
        TAKEN_BEFORE,
        /** No coupon is left. */
        SOLD_OUT,
        /** The campaign is not open yet. */
        NOT_OPEN,
        /** The campaign has ended. */
        ENDED,
        /** The campaign is being recovered; nothing was taken. */
        CLOSED,
        /** Too many claims wait to be recorded; nothing was taken. */
        BACKLOG;

        static Outcome of(long code) {
            return switch ((int) code) {
                case 0 -> TAKEN;
                case 1 -> TAKEN_BEFORE;
                case 2 -> SOLD_OUT;
                case 3 -> NOT_OPEN;
                case 4 -> ENDED;
                case 5 -> CLOSED;
                case 6 -> BACKLOG;
                default -> throw new IllegalStateException("claim.lua returned " + code);
            };
        }
    }

    static Claimed of(Outcome outcome) {
        return new Claimed(outcome, 0, 0);
    }

    /** The time of the opening, if the campaign is not open yet. */
    public Instant opensAt() {
        return Instant.ofEpochMilli(opensMillis);
    }

    /** The time until the opening, if the campaign is not open yet. */
    public Duration opensIn() {
        return Duration.ofMillis(opensMillis - nowMillis);
    }
}

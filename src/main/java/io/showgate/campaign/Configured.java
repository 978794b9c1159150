package io.showgate.campaign;

/**
 * The result of a change.
 *
 * @param taken the number of coupons that are taken
 */
record Configured(Result result, long taken) {

    /** The codes of {@code configure.lua}. */
    enum Result {
        /** This change or a later one is in force. */
        IN_FORCE,
        /** More coupons are taken than the wanted stock; nothing was changed. */
        REFUSED,
        /** Redis does not know the campaign. */
        UNKNOWN;

        static Result of(long code) {
            return switch ((int) code) {
                case 0 -> IN_FORCE;
                case 1 -> REFUSED;
                case 2 -> UNKNOWN;
                default -> throw new IllegalStateException("configure.lua returned " + code);
            };
        }
    }
}

package io.showgate.traffic;

/**
 * What a request is about as far as load is concerned. It is told from the decoded path alone, for every request, so it
 * takes a few comparisons only.
 */
enum RequestKind {

    /** The operator's, who must be able to help. */
    OPERATOR,

    /** Asking for one's place in the queue, and giving it up. */
    POLL,

    /** Asking what became of a claim, and giving a coupon back. */
    RECEIPT,

    /** Behind the gate, and the gate itself. */
    GATED,

    /** Claiming a coupon. */
    CLAIM,

    /** Taking a place in the queue. */
    JOIN,

    /** What anybody may look at, and every address where there is nothing. */
    CATALOGUE;

    private static final String USER = "/api/v1/user/";
    private static final String ISSUE = "/queue/token/issue";
    private static final String CONCERT = "/api/v1/concert/";
    private static final String GATE = "/api/v1/queue/gate";
    private static final String COUPON = "/api/v1/coupons/";
    private static final String RECEIPTS = "/api/v1/coupons/claims/";
    private static final String CLAIMS = "/claims";
    private static final String ADMIN = "/api/v1/admin/";

    static RequestKind of(String path) {
        if (path.startsWith(USER)) {
            return path.endsWith(ISSUE) && path.length() > USER.length() + ISSUE.length() ? JOIN : POLL;
        }
        if (path.startsWith(CONCERT) || path.equals(GATE)) {
            return GATED;
        }
        if (path.startsWith(RECEIPTS)) {
            return RECEIPT;
        }
        if (path.startsWith(COUPON) && path.endsWith(CLAIMS)) {
            return CLAIM;
        }
        return path.startsWith(ADMIN) ? OPERATOR : CATALOGUE;
    }

    /** The user in the path of a join, decoded. */
    static String joining(String path) {
        return path.substring(USER.length(), path.length() - ISSUE.length());
    }
}

package io.showgate.campaign;

import java.util.Map;

/**
 * The claims of some users in Redis.
 *
 * @param settled false while the campaign is missing or being recovered: a missing claim means nothing then
 * @param reasons the users with a claim, each with the reason why their coupon went back to the stock, or empty
 */
public record FoundClaims(boolean settled, Map<String, String> reasons) {

    /** True if the user has a claim whose coupon did not go back to the stock. */
    public boolean holds(String user) {
        return "".equals(reasons.get(user));
    }
}

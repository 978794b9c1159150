package io.showgate.campaign;

import java.util.Collection;

/**
 * The sums over a set of campaigns. Sets with different sums differ. Different sets have the same sums by chance only.
 *
 * @param count how many there are
 * @param identities the exclusive or of the numbers of their identities
 * @param changes the sum of the numbers of their last changes
 */
record CampaignChecksum(long count, long identities, long changes) {

    static CampaignChecksum of(Collection<Campaign> campaigns) {
        long identities = 0;
        long changes = 0;
        for (var campaign : campaigns) {
            identities ^= campaign.identity().number();
            changes += campaign.changed();
        }
        return new CampaignChecksum(campaigns.size(), identities, changes);
    }
}

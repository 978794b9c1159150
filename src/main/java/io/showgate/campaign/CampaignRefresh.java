package io.showgate.campaign;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps the campaigns that an instance knows equal to those in the database. Usually it reads only the changes. If the
 * instance then does not know the campaigns that the database has, the database was restored to an earlier moment, and
 * all campaigns are read anew. The same happens after a failure. Called by one thread at a time.
 */
final class CampaignRefresh {

    private final CampaignRepository campaigns;
    private long lastChange;
    private boolean isCertain;

    CampaignRefresh(CampaignRepository campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Reads what has changed.
     *
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    void run(CampaignRegistry known) {
        boolean readChanges = isCertain;
        isCertain = false;
        if (readChanges) {
            campaigns.changedAfter(lastChange).forEach(changed -> {
                known.put(changed);
                lastChange = changed.changed();
            });
        }
        if (!readChanges || !campaigns.checksum().equals(checksum(known))) {
            replaceAll(known);
        }
        isCertain = true;
    }

    private static CampaignChecksum checksum(CampaignRegistry known) {
        return CampaignChecksum.of(
                known.newestFirst().stream().map(LiveCampaign::campaign).toList());
    }

    /** Removes only campaigns that were known before all were read: others may have been added since. */
    private void replaceAll(CampaignRegistry known) {
        var before = List.copyOf(known.newestFirst());
        var stored = campaigns.changedAfter(0);
        lastChange = 0;
        stored.forEach(campaign -> {
            known.put(campaign).restoreTo(campaign);
            lastChange = campaign.changed();
        });
        var ids = stored.stream().map(Campaign::couponId).collect(Collectors.toSet());
        before.stream()
                .filter(campaign -> !ids.contains(campaign.identity().couponId()))
                .forEach(known::remove);
    }
}

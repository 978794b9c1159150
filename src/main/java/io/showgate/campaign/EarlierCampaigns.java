package io.showgate.campaign;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports campaigns that Redis has and the database does not have any more, because the database was restored to an
 * earlier moment. Their keys stay in Redis, so that an operator can look at their claims (docs/recovery.md). The method
 * {@link #check} is called by one thread at a time.
 */
final class EarlierCampaigns {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierCampaigns.class);

    private final CampaignScripts.Loaded scripts;
    private final Map<Long, CampaignIdentity> checked = new HashMap<>();

    EarlierCampaigns(CampaignScripts.Loaded scripts) {
        this.scripts = scripts;
    }

    /**
     * Notes in Redis which ids these campaigns have, once for each change, and reports the campaigns that had these ids
     * before. If Redis cannot note it, the next call tries again.
     */
    void check(Collection<LiveCampaign> campaigns) {
        for (var campaign : campaigns) {
            if (!campaign.identity().equals(checked.get(campaign.identity().couponId()))) {
                try {
                    check(campaign);
                } catch (RuntimeException away) {
                    LOG.debug("Cannot note the identity of campaign {}", campaign.identity(), away);
                    return;
                }
            }
        }
    }

    private void check(LiveCampaign campaign) {
        var earlier = campaign.scripts().identify();
        if (earlier != null) {
            report(earlier, new CampaignScripts(scripts, earlier).follow());
        }
        checked.put(campaign.identity().couponId(), campaign.identity());
    }

    /** Reports a campaign that this instance knew and the database does not have any more. */
    void gone(LiveCampaign campaign) {
        report(campaign.identity(), campaign.replica().snapshot());
    }

    private static void report(CampaignIdentity earlier, @Nullable CampaignSnapshot known) {
        LOG.warn(
                "Campaign {} is gone from the database. Was the database restored to an earlier moment? Redis keeps its"
                        + " claims under {} for an operator: {}",
                earlier.couponId(),
                CampaignKeys.prefix(earlier),
                known == null ? "not counted" : counts(known));
    }

    private static String counts(CampaignSnapshot known) {
        return known.taken() + " claims, of which " + known.inStream() + " are not recorded, and " + known.deadLetters()
                + " dead letters";
    }
}

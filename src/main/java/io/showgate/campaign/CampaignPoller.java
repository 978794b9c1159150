package io.showgate.campaign;

import static java.util.Comparator.comparingLong;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Polls one campaign after the other and records for each whether Redis answers. The first failure ends a round, since
 * each failure takes as long as the timeout of Redis. The campaigns that were not reached count as failed too.
 * Campaigns that failed come last in the next round, so that a missing node of a cluster delays no campaign on another
 * node. Confined to one thread at a time.
 */
final class CampaignPoller {

    private final Map<Long, Long> failures = new HashMap<>();
    private long failed;

    /**
     * One round.
     *
     * @param polled called for each campaign that was read
     * @throws RuntimeException the failure that ended the round
     */
    void poll(Collection<LiveCampaign> campaigns, Consumer<LiveCampaign> polled) {
        var round = campaigns.stream()
                .sorted(comparingLong(campaign -> failures.getOrDefault(id(campaign), 0L)))
                .toList();
        for (int i = 0; i < round.size(); i++) {
            var campaign = round.get(i);
            try {
                campaign.poll();
            } catch (RuntimeException | Error away) {
                failures.put(id(campaign), ++failed);
                round.subList(i, round.size()).forEach(each -> each.redis().failed());
                throw away;
            }
            failures.remove(id(campaign));
            campaign.redis().answered();
            polled.accept(campaign);
        }
    }

    private static long id(LiveCampaign campaign) {
        return campaign.campaign().couponId();
    }
}

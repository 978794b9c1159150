package io.showgate.coupon;

import static java.util.Comparator.comparingLong;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at one campaign after the other, round after round, and notes for each whether Redis answers. The first that
 * fails ends the round, since each failure takes as long as Redis is waited for: the others are taken to be away as
 * well until their turn comes. Those that failed come last in the next round, so that in a cluster a node that is away
 * holds up no campaign of another. Confined to one thread at a time.
 */
final class CampaignRounds {

    private final Map<Long, Long> failures = new HashMap<>();
    private long failed;

    /**
     * One round.
     *
     * @param looked what to do about a campaign that was looked at
     * @throws RuntimeException the failure that ended it
     */
    void follow(Collection<CampaignView> campaigns, Consumer<CampaignView> looked) {
        var views = campaigns.stream()
                .sorted(comparingLong(view -> failures.getOrDefault(id(view), 0L)))
                .toList();
        for (int i = 0; i < views.size(); i++) {
            try {
                views.get(i).follow();
            } catch (RuntimeException | Error away) {
                failures.put(id(views.get(i)), ++failed);
                views.subList(i, views.size()).forEach(view -> view.redis().failed());
                throw away;
            }
            failures.remove(id(views.get(i)));
            views.get(i).redis().answered();
            looked.accept(views.get(i));
        }
    }

    private static long id(CampaignView view) {
        return view.campaign().couponId();
    }
}

package io.showgate.campaign;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Adds demo campaigns if {@code showgate.demo} is set and there is no campaign: two open ones, one that opens in a
 * week, and one for the active users of the queue {@code main}.
 */
@Component
@ConditionalOnProperty("showgate.demo")
class DemoCampaigns implements SmartLifecycle {

    private static final Duration OPEN = Duration.ofDays(365);
    private static final Duration LATER = Duration.ofDays(7);

    private final CampaignRepository campaigns;
    private final CampaignRegistry registry;
    private volatile boolean running;

    DemoCampaigns(CampaignRepository campaigns, CampaignRegistry registry) {
        this.campaigns = campaigns;
        this.registry = registry;
    }

    @Override
    public void start() {
        campaigns.addFirst(this::demo);
        running = true;
    }

    private List<Campaign> demo() {
        return List.of(
                campaign("Merch voucher, first 1,000", 1_000, Duration.ZERO, null),
                campaign("Drink voucher, first 100,000", 100_000, Duration.ZERO, null),
                campaign("Meet and greet, opens in a week", 50, LATER, null),
                campaign("Seat upgrade for ticket buyers", 500, Duration.ZERO, "main"));
    }

    private Campaign campaign(String name, int stock, Duration opensIn, @Nullable String queue) {
        var opensAt = registry.serverTime().truncatedTo(ChronoUnit.SECONDS).plus(opensIn);
        return new Campaign(CampaignIdentity.NONE, name, stock, opensAt, opensAt.plus(OPEN), queue, 0);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the campaigns are read. */
    @Override
    public int getPhase() {
        return -1;
    }
}

package io.showgate.coupon;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds campaigns to try things with, if {@code showgate.demo} is set and there are none: two open ones, one that opens
 * in a week, one for people whom the queue {@code main} has let in.
 */
@Component
@ConditionalOnProperty("showgate.demo")
class DemoCampaigns implements SmartLifecycle {

    private static final Duration OPEN = Duration.ofDays(365);
    private static final Duration LATER = Duration.ofDays(7);

    private final CampaignRepository campaigns;
    private final CampaignDirectory directory;
    private final TransactionTemplate transaction;
    private boolean running;

    DemoCampaigns(CampaignRepository campaigns, CampaignDirectory directory, TransactionTemplate transaction) {
        this.campaigns = campaigns;
        this.directory = directory;
        this.transaction = transaction;
    }

    @Override
    public synchronized void start() {
        transaction.executeWithoutResult(_ -> {
            if (campaigns.tryLockChanges() && campaigns.isEmpty()) {
                demo().forEach(campaigns::add);
            }
        });
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
        var opensAt = directory.serverTime().truncatedTo(ChronoUnit.SECONDS).plus(opensIn);
        return new Campaign(0, name, stock, opensAt, opensAt.plus(OPEN), queue, campaigns.nextChange());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the campaigns are read. */
    @Override
    public int getPhase() {
        return -1;
    }
}

package io.showgate.reconciliation;

import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.CampaignSettings;
import io.showgate.campaign.LiveCampaign;
import io.showgate.database.DatabaseGuard;
import io.showgate.startup.BackgroundWork;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The periodic work on campaigns: polls them, reads the changes of operators, recovers campaigns that Redis lost, and
 * reconciles. All instances do the same and none leads.
 */
@Component
class CampaignTicker extends BackgroundWork {

    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final int THREADS = 3;

    private final CampaignRegistry campaigns;
    private final CampaignSettings settings;
    private final CampaignRecovery recovery;
    private final CampaignMaintenance maintenance;
    private final ReconciliationMeters meters;
    private final ReconciliationProperties properties;
    private final Set<Long> recovering = ConcurrentHashMap.newKeySet();
    private final FailureLog failures = new FailureLog();

    CampaignTicker(
            CampaignRegistry campaigns,
            CampaignSettings settings,
            CampaignRecovery recovery,
            CampaignMaintenance maintenance,
            ReconciliationMeters meters,
            ReconciliationProperties properties) {
        super("coupon-tick", THREADS, Duration.ZERO);
        this.campaigns = campaigns;
        this.settings = settings;
        this.recovery = recovery;
        this.maintenance = maintenance;
        this.meters = meters;
        this.properties = properties;
    }

    @Override
    protected void begin() {
        campaigns.refresh();
        attempt("retire old campaigns", this::retireOld);
        poll();
        every(campaigns.pollInterval(), this::poll);
        every(REFRESH, () -> attempt("read the campaigns", campaigns::refresh));
        every(properties.reconcile(), () -> attempt("reconcile the campaigns", this::maintainAll));
    }

    private void retireOld() {
        campaigns.live().stream().filter(campaigns::isOver).forEach(campaigns::retire);
    }

    /** The first failure ends the round, because a missing dependency would fail every campaign. */
    private void maintainAll() {
        campaigns.live().forEach(maintenance::maintain);
    }

    private void poll() {
        campaigns.live().forEach(meters::register);
        attempt("poll the campaigns", () -> campaigns.poll(this::lookAfter));
    }

    private void lookAfter(LiveCampaign campaign) {
        if (campaign.isServing()) {
            failures.succeeded(recoveryOf(campaign));
            settings.agree(campaign);
        } else if (!campaigns.isOver(campaign)) {
            recover(campaign);
        }
    }

    /**
     * Runs in a thread of its own, because a large campaign takes a while. Each campaign has one such thread at a time.
     * Another instance may recover it instead, so a failure is over only when the campaign is open.
     */
    private void recover(LiveCampaign campaign) {
        long couponId = campaign.campaign().couponId();
        if (recovering.add(couponId)) {
            Thread.ofVirtual().name("coupon-recovery-" + couponId).start(() -> {
                try {
                    tried(recoveryOf(campaign), () -> recovery.recover(campaign));
                } finally {
                    recovering.remove(couponId);
                }
            });
        }
    }

    private static String recoveryOf(LiveCampaign campaign) {
        return "recover campaign " + campaign.campaign().couponId();
    }

    private void attempt(String work, Runnable action) {
        tried(work, () -> {
            action.run();
            failures.succeeded(work);
        });
    }

    private void tried(String work, Runnable action) {
        try {
            DatabaseGuard.inBackground(action);
        } catch (RuntimeException | Error failure) {
            failures.failed(work, failure);
        }
    }
}

package io.showgate.campaign;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that this instance has closed to recover it. If the instance dies, its lease ends and another instance
 * starts the recovery again. Thread-safe; methods throw as those of {@link LiveCampaign} do.
 */
public final class ClosedCampaign {

    /**
     * A claim in the database.
     *
     * @param reason the reason why its coupon was given back, or empty
     */
    public record Recorded(String user, long number, String reason) {}

    /** Each merge renews it. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final LiveCampaign campaign;
    private final String token;
    private final String run;

    private ClosedCampaign(LiveCampaign campaign, String token, String run) {
        this.campaign = campaign;
        this.token = token;
        this.run = run;
    }

    /**
     * Closes a campaign, so that this instance recovers it.
     *
     * @param force true to close it even if it is open and nothing seems wrong
     * @return null if another instance recovers it or it is open
     */
    public static @Nullable ClosedCampaign close(LiveCampaign campaign, boolean force) {
        var token = UUID.randomUUID().toString();
        var run = campaign.scripts().close(token, LEASE, force);
        return run.isEmpty() ? null : new ClosedCampaign(campaign, token, run);
    }

    /** Adds recorded claims and renews the lease; false if this instance does not hold the campaign any more. */
    public boolean merge(Collection<Recorded> claims) {
        return campaign.scripts().merge(token, LEASE, claims);
    }

    /**
     * Opens the campaign with these settings; false if this instance does not hold it any more, or Redis was restarted.
     */
    public boolean open(Campaign settings) {
        return campaign.scripts().open(token, run, settings);
    }
}

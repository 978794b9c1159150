package io.showgate.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.campaign.Campaign;
import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.LiveCampaign;
import io.showgate.support.IntegrationTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The regular reconciliation finishes the work that a crash interrupted. */
@IntegrationTest
class CampaignMaintenanceIntegrationTests {

    @Autowired
    private CampaignAdministration administration;

    @Autowired
    private CampaignRegistry campaigns;

    @Autowired
    private CampaignMaintenance maintenance;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void aCouponThatWasGivenBackInTheDatabaseOnlyGoesBackToTheStock() {
        var campaign = aCampaignWithOneCouponIssuedTo("a");

        giveBackAndCrash(campaign.campaign().couponId(), "a");
        maintenance.reconcile(campaign);

        var snapshot = campaign.readSnapshot();
        assertThat(snapshot.left()).isEqualTo(10);
        assertThat(snapshot.returned()).isEqualTo(1);
    }

    private LiveCampaign aCampaignWithOneCouponIssuedTo(String user) {
        var now = clock.instant();
        var added = administration.add(new Campaign(
                CampaignIdentity.NONE, "a test", 10, now.minusSeconds(60), now.plusSeconds(3_600), null, 0));
        var campaign = Objects.requireNonNull(campaigns.find(added.campaign().couponId()));
        assertThat(campaign.claim(user).outcome()).isEqualTo(Outcome.TAKEN);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> campaign.readSnapshot().inStream() == 0);
        return campaign;
    }

    /** The first of the two steps of giving a coupon back. */
    private void giveBackAndCrash(long couponId, String user) {
        transaction.executeWithoutResult(_ -> {
            assertThat(jdbc.update(
                            "update coupon_claim set given_back_at = claimed_at, given_back_by = 'HOLDER'"
                                    + " where coupon_id = ? and user_id = ?",
                            couponId,
                            user))
                    .isOne();
            jdbc.update("update coupon_campaign set issued = 0, given_back = 1 where id = ?", couponId);
        });
    }
}

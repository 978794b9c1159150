package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.support.IntegrationTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The comparison of the books makes up for what a crash left half done. */
@IntegrationTest
class CampaignAuditIntegrationTests {

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private CampaignDirectory directory;

    @Autowired
    private CampaignRepository repository;

    @Autowired
    private ClaimRepository claims;

    @Autowired
    private CampaignAudit audit;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void aCouponThatWasGivenBackInTheDatabaseOnlyGoesBackToTheStock() {
        var view = aCampaignWithOneCouponIssuedTo("a");

        giveBackAndCrash(view.campaign().couponId(), "a");
        audit.compare(view);

        var picture = view.scripts().follow();
        assertThat(picture.left()).isEqualTo(10);
        assertThat(picture.returned()).isEqualTo(1);
    }

    private CampaignView aCampaignWithOneCouponIssuedTo(String user) {
        var now = clock.instant();
        var added = campaigns.add(new Campaign(0, "a test", 10, now.minusSeconds(60), now.plusSeconds(3_600), null, 0));
        var view = Objects.requireNonNull(directory.find(added.campaign().couponId()));
        assertThat(view.claim(user, 1_000).code()).isEqualTo(Claimed.TAKEN);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> view.scripts().follow().inStream() == 0);
        return view;
    }

    /** The first of the two steps of {@link CouponReturns}. */
    private void giveBackAndCrash(long couponId, String user) {
        transaction.executeWithoutResult(_ -> {
            assertThat(repository.lock(couponId)).isNotNull();
            assertThat(claims.giveBack(couponId, user, GivenBackBy.HOLDER, clock.instant()))
                    .isTrue();
            repository.addGivenBack(couponId);
        });
    }
}

package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.ClosedCampaign.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code merge.lua}. */
class MergeScriptTests {

    private static final Duration LEASE = TestCampaign.LEASE;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    private String run = "";

    @BeforeEach
    void closeForRecovery() {
        campaign.open(10).claimAll(3);
        run = campaign.scripts.close("a", LEASE, true);
    }

    @Test
    void aLostClaimComesBackWithItsNumber() {
        assertThat(merge(new Recorded("lost", 17, ""))).isTrue();
        open();

        assertThat(campaign.claims()).containsEntry("lost", 17L).hasSize(4);
        assertThat(campaign.left()).isEqualTo(6);
    }

    @Test
    void aKnownClaimKeepsItsNumber() {
        merge(new Recorded("u1", 99, ""));
        open();

        assertThat(campaign.claims()).containsEntry("u1", 1L).hasSize(3);
        assertThat(campaign.left()).isEqualTo(7);
    }

    @Test
    void aCouponThatWasGivenBackIsInTheStockAgain() {
        merge(new Recorded("u1", 1, "given-back"), new Recorded("lost", 4, "cancelled"));
        open();

        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "given-back", "lost", "cancelled"));
        assertThat(campaign.left()).isEqualTo(8);
    }

    @Test
    void aCouponThatTheDatabaseIssuedDidNotGoBack() {
        campaign.scripts.restock("sold-out", List.of("u1"));
        merge(new Recorded("u1", 1, ""));
        open();

        assertThat(campaign.returned()).isEmpty();
        assertThat(campaign.left()).isEqualTo(7);
    }

    @Test
    void aCouponThatGoesBackAfterItsRowWasReadStaysInTheStock() {
        var read = new Recorded("u1", 1, "");
        campaign.scripts.restock("given-back", List.of("u1"));

        merge(read);
        open();

        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "given-back"));
        assertThat(campaign.left()).isEqualTo(8);
    }

    @Test
    void mergingTwiceChangesNothing() {
        for (int i = 0; i < 2; i++) {
            merge(new Recorded("lost", 4, ""), new Recorded("u2", 2, "given-back"));
        }
        open();

        assertThat(campaign.claims()).hasSize(4);
        assertThat(campaign.left()).isEqualTo(7);
    }

    @Test
    void eachMergeHoldsTheCampaignLonger() {
        campaign.pass(TestCampaign.LEASE.minusMillis(1));
        merge();
        campaign.pass(TestCampaign.LEASE.minusMillis(1));

        assertThat(campaign.scripts.close("b", LEASE, true)).isEmpty();
        campaign.pass(Duration.ofMillis(1));
        assertThat(campaign.scripts.close("b", LEASE, true)).isNotEmpty();
    }

    @Test
    void anInstanceWithoutTheLeaseMergesNothing() {
        assertThat(campaign.scripts.merge("b", LEASE, List.of(new Recorded("x", 9, ""))))
                .isFalse();
        open();
        assertThat(merge(new Recorded("x", 9, ""))).isFalse();

        assertThat(campaign.claims()).doesNotContainKey("x");
    }

    @Test
    void nothingIsMergedIntoARedisThatIsEmptyMeanwhile() {
        campaign.lose();

        assertThat(merge(new Recorded("x", 9, ""))).isFalse();
        assertThat(campaign.keyCount()).isZero();
    }

    private boolean merge(Recorded... claims) {
        return campaign.scripts.merge("a", LEASE, List.of(claims));
    }

    private void open() {
        assertThat(campaign.scripts.open("a", run, campaign.settings(10, 1))).isTrue();
    }
}

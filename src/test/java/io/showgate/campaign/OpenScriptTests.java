package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.ClosedCampaign.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code open.lua}. */
class OpenScriptTests {

    private static final String ANOTHER_RUN = "0123456789012345678901234567890123456789";
    private static final Duration LEASE = TestCampaign.LEASE;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void aNewCampaignHasItsWholeStock() {
        campaign.open(10);

        assertThat(campaign.left()).isEqualTo(10);
        assertThat(campaign.scripts.follow().isServing()).isTrue();
        assertThat(campaign.claim("a")).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void theStockIsComputedFromTheClaimsAndNeverReset() {
        campaign.open(10).claimAll(4);
        campaign.scripts.restock("given-back", List.of("u1"));

        campaign.open(10);
        campaign.open(10);

        assertThat(campaign.left()).isEqualTo(7);
        assertThat(campaign.inStream()).hasSize(4);
    }

    @Test
    void withMoreClaimsThanStockTheStockIsZero() {
        campaign.open(2, new Recorded("a", 1, ""), new Recorded("b", 2, ""), new Recorded("c", 3, ""));

        assertThat(campaign.left()).isZero();
        assertThat(campaign.claim("d")).isEqualTo(Outcome.SOLD_OUT);
    }

    @Test
    void itStaysClosedIfRedisIsRestartedMeanwhile() {
        campaign.scripts.close("a", LEASE, true);

        assertThat(campaign.scripts.open("a", ANOTHER_RUN, campaign.settings(10, 1)))
                .isFalse();

        assertThat(campaign.scripts.follow().settings()).isNull();
        assertThat(campaign.claim("x")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.state()).containsKey("rebuild");
    }

    @Test
    void anInstanceWithALostLeaseDoesNotOpen() {
        var run = campaign.scripts.close("slow", LEASE, true);
        campaign.pass(TestCampaign.LEASE);
        campaign.scripts.close("other", LEASE, true);

        assertThat(campaign.scripts.open("slow", run, campaign.settings(10, 1))).isFalse();
        assertThat(campaign.claim("x")).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void openingTwiceOpensOnce() {
        var run = campaign.scripts.close("a", LEASE, true);
        assertThat(campaign.scripts.open("a", run, campaign.settings(10, 1))).isTrue();

        assertThat(campaign.scripts.open("a", run, campaign.settings(99, 2))).isFalse();
        assertThat(campaign.left()).isEqualTo(10);
    }

    @Test
    void inAnEmptyRedisItIsNotOpened() {
        var run = campaign.scripts.close("a", LEASE, true);
        campaign.lose();

        assertThat(campaign.scripts.open("a", run, campaign.settings(10, 1))).isFalse();
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void numbersGoOnAboveTheHighestEverGiven() {
        campaign.open(10, new Recorded("recorded", 41, ""));
        campaign.claim("a");
        assertThat(campaign.claims()).containsEntry("a", 42L);

        campaign.forgetClaims(List.of("a"));
        campaign.open(10);

        campaign.claim("b");
        assertThat(campaign.claims()).containsEntry("b", 43L);
    }

    @Test
    void everyRecoveryIsALaterGeneration() {
        campaign.open(10);
        long first = generation();
        campaign.open(10);
        assertThat(generation()).isEqualTo(first + 1);

        campaign.lose();
        campaign.pass(Duration.ofSeconds(1));
        campaign.open(10);
        assertThat(generation()).isEqualTo(first + 1_000);
    }

    @Test
    void aNewerChangeThatRedisHasStaysInForce() {
        campaign.open(10);
        campaign.scripts.configure(campaign.settings(20, 5), false);

        campaign.open(10);

        assertThat(campaign.left()).isEqualTo(20);
    }

    @Test
    void aNewerChangeThatTheDatabaseHasIsInForce() {
        campaign.open(10);
        var run = campaign.scripts.close("a", LEASE, true);

        campaign.scripts.open("a", run, campaign.settings(20, 2));

        assertThat(campaign.left()).isEqualTo(20);
        assertThat(campaign.state()).containsEntry("changed", "2");
    }

    @Test
    void aRestartedRedisIsServedAgainUnderItsNewRun() {
        campaign.open(10).claimAll(1).pretendRestart();

        campaign.open(10);

        assertThat(campaign.scripts.follow().isServing()).isTrue();
        assertThat(campaign.left()).isEqualTo(9);
    }

    private long generation() {
        return Objects.requireNonNull(campaign.scripts.follow().settings()).generation();
    }
}

package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code close.lua}. */
class CloseScriptTests {

    private static final Duration LEASE = TestCampaign.LEASE;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void aClosedCampaignTakesNothingAndKeepsWhatItHas() {
        campaign.open(10).claimAll(2);

        assertThat(campaign.scripts.close("a", LEASE, true))
                .isEqualTo(campaign.scripts.follow().run());

        assertThat(campaign.claim("next")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.claims()).containsOnlyKeys("u1", "u2");
        assertThat(campaign.inStream()).containsExactly("u1", "u2");
    }

    @Test
    void whileOneInstanceRecoversAnotherIsRefused() {
        campaign.scripts.close("a", LEASE, true);

        campaign.pass(TestCampaign.LEASE.minusMillis(1));
        assertThat(campaign.scripts.close("b", LEASE, true)).isEmpty();

        assertThat(campaign.scripts.merge("a", LEASE, List.of())).isTrue();
    }

    @Test
    void theHolderMayCloseAgainAndHoldsItLonger() {
        campaign.scripts.close("a", LEASE, true);
        campaign.pass(TestCampaign.LEASE.minusMillis(1));

        assertThat(campaign.scripts.close("a", LEASE, true)).isNotEmpty();

        campaign.pass(Duration.ofMillis(1));
        assertThat(campaign.scripts.close("b", LEASE, true)).isEmpty();
    }

    @Test
    void aLeaseThatEndedIsTakenByAnother() {
        campaign.scripts.close("dead", LEASE, true);
        campaign.pass(TestCampaign.LEASE);

        var run = campaign.scripts.close("b", LEASE, true);

        assertThat(run).isNotEmpty();
        assertThat(campaign.scripts.merge("dead", LEASE, List.of())).isFalse();
        assertThat(campaign.scripts.open("dead", run, campaign.settings(10, 1))).isFalse();
        assertThat(campaign.scripts.open("b", run, campaign.settings(10, 1))).isTrue();
    }

    @Test
    void aCampaignThatIsOpenIsClosedOnlyByForce() {
        campaign.open(10);

        assertThat(campaign.scripts.close("b", LEASE, false)).isEmpty();
        assertThat(campaign.claim("first")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.scripts.close("b", LEASE, true)).isNotEmpty();
        assertThat(campaign.claim("second")).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void aCampaignThatRedisForgotIsClosedWithoutForce() {
        assertThat(campaign.scripts.close("b", LEASE, false)).isNotEmpty();
    }

    @Test
    void aCampaignOfAnEarlierRunOfRedisIsClosedWithoutForce() {
        campaign.open(10).pretendRestart();

        assertThat(campaign.scripts.close("b", LEASE, false)).isNotEmpty();
    }
}

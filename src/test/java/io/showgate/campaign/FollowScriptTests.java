package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code follow.lua}. */
class FollowScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void anUnknownCampaignHasNoSettingsAndNoKeyIsCreated() {
        var snapshot = campaign.scripts.follow();

        assertThat(snapshot.settings()).isNull();
        assertThat(snapshot.isServing()).isFalse();
        assertThat(snapshot.left()).isZero();
        assertThat(snapshot.run()).hasSize(40);
        assertThat(snapshot.nowMillis()).isEqualTo(campaign.now.get());
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void itHasTheSettingsInForce() {
        campaign.open(10);

        var snapshot = campaign.scripts.follow();

        long opens = TestCampaign.OPENS.toEpochMilli();
        long closes = opens + TestCampaign.OPEN_FOR.toMillis();
        assertThat(snapshot.settings())
                .isEqualTo(new CampaignSnapshot.Settings(10, opens, closes, 1, campaign.now.get(), snapshot.run()));
        assertThat(snapshot.isServing()).isTrue();
    }

    @Test
    void itCountsClaimsReturnsAndOpenWork() {
        campaign.open(10).claimAll(4);
        campaign.scripts.restock("given-back", List.of("u1"));
        campaign.stream.deadLetterNext("a test");

        var snapshot = campaign.scripts.follow();

        assertThat(snapshot.left()).isEqualTo(7);
        assertThat(snapshot.taken()).isEqualTo(4);
        assertThat(snapshot.returned()).isEqualTo(1);
        assertThat(snapshot.inStream()).isEqualTo(3);
        assertThat(snapshot.deadLetters()).isEqualTo(1);
    }

    @Test
    void theOldestIsTheFirstThatIsNotRecorded() {
        assertThat(campaign.open(10).scripts.follow().oldestMillis()).isZero();
        campaign.claimAll(2);
        var entries = campaign.stream.read("worker", 2);
        assertThat(campaign.scripts.follow().oldestMillis())
                .isEqualTo(entries.getFirst().madeAt().toEpochMilli());

        campaign.stream.acknowledge(List.of(entries.getFirst()));
        assertThat(campaign.scripts.follow().oldestMillis())
                .isEqualTo(entries.getLast().madeAt().toEpochMilli());
    }

    @Test
    void aCampaignOfAnEarlierRunOfRedisIsNotServed() {
        campaign.open(10).pretendRestart();

        var snapshot = campaign.scripts.follow();

        assertThat(snapshot.isServing()).isFalse();
        assertThat(Objects.requireNonNull(snapshot.settings()).openedRun()).isNotEqualTo(snapshot.run());
    }

    @Test
    void aCampaignThatIsRecoveredIsNotServed() {
        campaign.open(10);
        campaign.scripts.close("recovering", Duration.ofSeconds(1), true);

        assertThat(campaign.scripts.follow().rebuilding()).isTrue();
        assertThat(campaign.scripts.follow().isServing()).isFalse();
    }

    @Test
    void aCampaignThatIsBroughtIntoAnEmptyRedisIsUnknownUntilItOpens() {
        campaign.scripts.close("recovering", Duration.ofSeconds(1), true);

        assertThat(campaign.scripts.follow().settings()).isNull();
        assertThat(campaign.scripts.follow().rebuilding()).isTrue();
    }
}

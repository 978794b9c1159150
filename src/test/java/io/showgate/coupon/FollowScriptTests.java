package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code follow.lua}. */
class FollowScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void ofAnUnknownCampaignItSaysSoAndLeavesNothing() {
        var picture = campaign.scripts.follow();

        assertThat(picture.terms()).isNull();
        assertThat(picture.isServing()).isFalse();
        assertThat(picture.left()).isZero();
        assertThat(picture.run()).hasSize(40);
        assertThat(picture.nowMillis()).isEqualTo(campaign.now.get());
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void itSaysWhatTheCampaignWasOpenedWith() {
        campaign.open(10);

        var picture = campaign.scripts.follow();

        long opens = TestCampaign.OPENS.toEpochMilli();
        long closes = opens + TestCampaign.OPEN_FOR.toMillis();
        assertThat(picture.terms())
                .isEqualTo(new CampaignPicture.Terms(10, opens, closes, 1, campaign.now.get(), picture.run()));
        assertThat(picture.isServing()).isTrue();
    }

    @Test
    void itCountsWhoHasOneWhoGaveItBackAndWhatIsToBeDone() {
        campaign.open(10).claimAll(4);
        campaign.scripts.restock("given-back", List.of("u1"));
        campaign.setNextAside("a test");

        var picture = campaign.scripts.follow();

        assertThat(picture.left()).isEqualTo(7);
        assertThat(picture.taken()).isEqualTo(4);
        assertThat(picture.returned()).isEqualTo(1);
        assertThat(picture.inStream()).isEqualTo(3);
        assertThat(picture.setAside()).isEqualTo(1);
    }

    @Test
    void theOldestIsTheFirstThatIsNotRecorded() {
        assertThat(campaign.open(10).scripts.follow().oldestMillis()).isZero();
        campaign.claimAll(2);
        var entries = campaign.draw("writer", 2);
        assertThat(campaign.scripts.follow().oldestMillis())
                .isEqualTo(entries.getFirst().madeMillis());

        campaign.stream.acknowledge(List.of(entries.getFirst().id()));
        assertThat(campaign.scripts.follow().oldestMillis())
                .isEqualTo(entries.getLast().madeMillis());
    }

    @Test
    void aCampaignOfAnEarlierRunOfRedisIsNotServed() {
        campaign.open(10).pretendRestart();

        var picture = campaign.scripts.follow();

        assertThat(picture.isServing()).isFalse();
        assertThat(Objects.requireNonNull(picture.terms()).openedRun()).isNotEqualTo(picture.run());
    }

    @Test
    void aCampaignThatIsRecoveredIsNotServed() {
        campaign.open(10);
        campaign.scripts.close("recovering", 1_000, true);

        assertThat(campaign.scripts.follow().rebuilding()).isTrue();
        assertThat(campaign.scripts.follow().isServing()).isFalse();
    }

    @Test
    void aCampaignThatIsBroughtIntoAnEmptyRedisIsUnknownUntilItOpens() {
        campaign.scripts.close("recovering", 1_000, true);

        assertThat(campaign.scripts.follow().terms()).isNull();
        assertThat(campaign.scripts.follow().rebuilding()).isTrue();
    }
}

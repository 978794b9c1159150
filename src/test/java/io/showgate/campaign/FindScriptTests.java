package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code find.lua}. */
class FindScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void eachUserIsAnsweredWithTheirOwnClaim() {
        campaign.open(10).claimAll(3);
        campaign.scripts.restock("given-back", List.of("u2"));

        var found = campaign.scripts.find(List.of("stranger", "u3", "u2", "u1"));

        assertThat(found.settled()).isTrue();
        assertThat(found.reasons()).isEqualTo(Map.of("u1", "", "u2", "given-back", "u3", ""));
    }

    @Test
    void aMissingCampaignIsNotSettled() {
        var found = campaign.scripts.find(List.of("a"));

        assertThat(found.settled()).isFalse();
        assertThat(found.reasons()).isEmpty();
    }

    @Test
    void aCampaignInRecoveryIsNotSettled() {
        campaign.open(10).claimAll(1);
        campaign.scripts.close("recovering", Duration.ofSeconds(1), true);

        var found = campaign.scripts.find(List.of("u1", "a"));

        assertThat(found.settled()).isFalse();
        assertThat(found.reasons()).containsOnlyKeys("u1");
    }

    @Test
    void aCampaignThatIsBroughtIntoAnEmptyRedisIsNotSettled() {
        campaign.scripts.close("recovering", Duration.ofSeconds(1), true);

        assertThat(campaign.scripts.find(List.of("a")).settled()).isFalse();
    }

    @Test
    void aLookupOfNoUsersIsAnswered() {
        assertThat(campaign.open(1).scripts.find(List.of()).reasons()).isEmpty();
    }
}

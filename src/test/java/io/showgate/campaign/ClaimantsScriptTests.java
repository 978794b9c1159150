package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.CampaignScripts.Claimant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code claimants.lua}. */
class ClaimantsScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void anUnknownCampaignHasNoClaimants() {
        assertThat(campaign.scripts.claimants(0, 10)).isEmpty();
    }

    @Test
    void peopleComeInTheOrderOfTheirNumbers() {
        campaign.open(10).claimAll(3);

        assertThat(campaign.scripts.claimants(0, 10))
                .containsExactly(new Claimant("u1", 1), new Claimant("u2", 2), new Claimant("u3", 3));
    }

    @Test
    void aChunkBeginsWithItsNumberAndIsNoLongerThanAskedFor() {
        campaign.open(10).claimAll(5);

        assertThat(campaign.scripts.claimants(2, 2)).containsExactly(new Claimant("u2", 2), new Claimant("u3", 3));
        assertThat(campaign.scripts.claimants(5, 2)).containsExactly(new Claimant("u5", 5));
        assertThat(campaign.scripts.claimants(6, 2)).isEmpty();
    }

    @Test
    void aPersonWhoGaveBackStillHasAClaim() {
        campaign.open(10).claimAll(2);
        campaign.scripts.restock("given-back", List.of("u1"));

        assertThat(campaign.scripts.claimants(0, 10)).containsExactly(new Claimant("u1", 1), new Claimant("u2", 2));
    }
}

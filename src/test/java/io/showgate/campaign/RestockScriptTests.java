package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code restock.lua}. */
class RestockScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void theCouponsCanBeClaimedAgainByOthers() {
        campaign.open(2).claimAll(2);
        assertThat(campaign.claim("next")).isEqualTo(Outcome.SOLD_OUT);

        assertThat(campaign.scripts.restock("given-back", List.of("u1", "u2"))).isEqualTo(2);

        assertThat(campaign.claim("next")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.left()).isEqualTo(1);
        assertThat(campaign.claims()).containsOnlyKeys("u1", "u2", "next");
    }

    @Test
    void repeatingItPutsNothingBackAndKeepsTheFirstReason() {
        campaign.open(10).claimAll(2);
        campaign.scripts.restock("given-back", List.of("u1"));

        assertThat(campaign.scripts.restock("cancelled", List.of("u1", "u1", "u2")))
                .isEqualTo(1);
        assertThat(campaign.left()).isEqualTo(10);
        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "given-back", "u2", "cancelled"));
    }

    @Test
    void aReturnOfAnUnknownClaimLeavesTheStockAsItIs() {
        campaign.open(10).claimAll(1);

        assertThat(campaign.scripts.restock("given-back", List.of("lost"))).isEqualTo(1);

        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.claims()).containsEntry("lost", 0L);
        assertThat(campaign.claim("lost")).isEqualTo(Outcome.TAKEN_BEFORE);
    }

    @Test
    void inAnUnknownCampaignItDoesNothing() {
        assertThat(campaign.scripts.restock("given-back", List.of("a"))).isZero();
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void belowALoweredStockNothingIsLeft() {
        campaign.open(10).claimAll(5);
        campaign.scripts.configure(campaign.settings(3, 2), true);

        campaign.scripts.restock("sold-out", List.of("u4"));
        assertThat(campaign.left()).isZero();

        campaign.scripts.restock("sold-out", List.of("u1", "u5"));
        assertThat(campaign.left()).isEqualTo(1);
    }

    @Test
    void aReturnDuringARecoveryCountsWhenItOpens() {
        campaign.open(10).claimAll(2);
        var run = campaign.scripts.close("recovering", Duration.ofSeconds(1), true);
        assertThat(campaign.scripts.restock("given-back", List.of("u1"))).isEqualTo(1);

        campaign.scripts.open("recovering", run, campaign.settings(10, 1));

        assertThat(campaign.left()).isEqualTo(9);
    }
}

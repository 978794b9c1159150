package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.Configured.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code configure.lua}. */
class ConfigureScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void aRaisedStockCanBeClaimedAtOnce() {
        campaign.open(2).claimAll(2);

        assertThat(campaign.scripts.configure(campaign.settings(3, 2), false))
                .isEqualTo(new Configured(Result.IN_FORCE, 2));

        assertThat(campaign.claim("next")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.claim("another")).isEqualTo(Outcome.SOLD_OUT);
    }

    @Test
    void aStockIsLoweredToTheTakenCouponsAndNoFurther() {
        campaign.open(10).claimAll(4);

        assertThat(campaign.scripts.configure(campaign.settings(3, 2), false))
                .isEqualTo(new Configured(Result.REFUSED, 4));
        assertThat(campaign.left()).isEqualTo(6);

        assertThat(campaign.scripts.configure(campaign.settings(4, 3), false))
                .isEqualTo(new Configured(Result.IN_FORCE, 4));
        assertThat(campaign.left()).isZero();
    }

    @Test
    void returnedCouponsDoNotCountAsTaken() {
        campaign.open(10).claimAll(4);
        campaign.scripts.restock("given-back", List.of("u1", "u2"));

        assertThat(campaign.scripts.configure(campaign.settings(2, 2), false))
                .isEqualTo(new Configured(Result.IN_FORCE, 2));
        assertThat(campaign.left()).isZero();
    }

    @Test
    void anOlderOrRepeatedChangeLeavesTheNewerInForce() {
        campaign.open(10);
        campaign.scripts.configure(campaign.settings(20, 5), false);

        assertThat(campaign.scripts.configure(campaign.settings(30, 4), false).result())
                .isEqualTo(Result.IN_FORCE);
        assertThat(campaign.scripts.configure(campaign.settings(30, 5), false).result())
                .isEqualTo(Result.IN_FORCE);
        assertThat(campaign.left()).isEqualTo(20);
    }

    @Test
    void anUncommittedChangeIsUndoneEvenBelowTheTakenCoupons() {
        campaign.open(2);
        campaign.scripts.configure(campaign.settings(5, 2), false);
        campaign.claimAll(3);

        assertThat(campaign.scripts.configure(campaign.settings(2, 1), true))
                .isEqualTo(new Configured(Result.IN_FORCE, 3));

        assertThat(campaign.left()).isZero();
        assertThat(campaign.claim("next")).isEqualTo(Outcome.SOLD_OUT);
        assertThat(campaign.state()).containsEntry("changed", "1").containsEntry("total", "2");
    }

    @Test
    void thePeriodIsChangedToo() {
        campaign.open(10);
        var settings = campaign.settings(10, 2);
        campaign.scripts.configure(
                new Campaign(
                        settings.identity(),
                        settings.name(),
                        settings.stock(),
                        settings.opensAt().plusSeconds(60),
                        settings.opensAt().plusSeconds(120),
                        null,
                        2),
                false);

        assertThat(campaign.claim("a")).isEqualTo(Outcome.NOT_OPEN);
        campaign.pass(Duration.ofSeconds(60));
        assertThat(campaign.claim("a")).isEqualTo(Outcome.TAKEN);
        campaign.pass(Duration.ofSeconds(60));
        assertThat(campaign.claim("b")).isEqualTo(Outcome.ENDED);
    }

    @Test
    void anUnknownCampaignStaysUnknown() {
        assertThat(campaign.scripts.configure(campaign.settings(10, 2), false))
                .isEqualTo(new Configured(Result.UNKNOWN, 0));
        assertThat(campaign.scripts.configure(campaign.settings(10, 2), true))
                .isEqualTo(new Configured(Result.UNKNOWN, 0));
        assertThat(campaign.keyCount()).isZero();
    }
}

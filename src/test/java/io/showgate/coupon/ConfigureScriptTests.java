package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.coupon.CampaignScripts.Configured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code configure.lua}. */
class ConfigureScriptTests {

    private static final int IN_FORCE = 0;
    private static final int UNKNOWN = 2;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void aRaisedStockCanBeClaimedAtOnce() {
        campaign.open(2).claimAll(2);

        assertThat(campaign.scripts.configure(campaign.terms(3, 2), false)).isEqualTo(new Configured(IN_FORCE, 2));

        assertThat(campaign.claim("next")).isEqualTo(Claimed.TAKEN);
        assertThat(campaign.claim("another")).isEqualTo(Claimed.SOLD_OUT);
    }

    @Test
    void aStockIsLoweredToWhatIsTakenAndNoFurther() {
        campaign.open(10).claimAll(4);

        assertThat(campaign.scripts.configure(campaign.terms(3, 2), false))
                .isEqualTo(new Configured(Configured.REFUSED, 4));
        assertThat(campaign.left()).isEqualTo(6);

        assertThat(campaign.scripts.configure(campaign.terms(4, 3), false)).isEqualTo(new Configured(IN_FORCE, 4));
        assertThat(campaign.left()).isZero();
    }

    @Test
    void whatWasGivenBackIsNotTaken() {
        campaign.open(10).claimAll(4);
        campaign.scripts.restock("given-back", List.of("u1", "u2"));

        assertThat(campaign.scripts.configure(campaign.terms(2, 2), false)).isEqualTo(new Configured(IN_FORCE, 2));
        assertThat(campaign.left()).isZero();
    }

    @Test
    void anOlderOrRepeatedChangeLeavesTheNewerInForce() {
        campaign.open(10);
        campaign.scripts.configure(campaign.terms(20, 5), false);

        assertThat(campaign.scripts.configure(campaign.terms(30, 4), false).code())
                .isEqualTo(IN_FORCE);
        assertThat(campaign.scripts.configure(campaign.terms(30, 5), false).code())
                .isEqualTo(IN_FORCE);
        assertThat(campaign.left()).isEqualTo(20);
    }

    @Test
    void aChangeThatWasNeverCommittedIsGoneBackFromEvenBelowWhatIsTaken() {
        campaign.open(2);
        campaign.scripts.configure(campaign.terms(5, 2), false);
        campaign.claimAll(3);

        assertThat(campaign.scripts.configure(campaign.terms(2, 1), true)).isEqualTo(new Configured(IN_FORCE, 3));

        assertThat(campaign.left()).isZero();
        assertThat(campaign.claim("next")).isEqualTo(Claimed.SOLD_OUT);
        assertThat(campaign.state()).containsEntry("changed", "1").containsEntry("total", "2");
    }

    @Test
    void thePeriodIsChangedToo() {
        campaign.open(10);
        var terms = campaign.terms(10, 2);
        campaign.scripts.configure(
                new Campaign(
                        terms.couponId(),
                        terms.name(),
                        terms.stock(),
                        terms.opensAt().plusSeconds(60),
                        terms.opensAt().plusSeconds(120),
                        null,
                        2),
                false);

        assertThat(campaign.claim("a")).isEqualTo(Claimed.NOT_OPEN);
        campaign.pass(Duration.ofSeconds(60));
        assertThat(campaign.claim("a")).isEqualTo(Claimed.TAKEN);
        campaign.pass(Duration.ofSeconds(60));
        assertThat(campaign.claim("b")).isEqualTo(Claimed.ENDED);
    }

    @Test
    void anUnknownCampaignStaysUnknown() {
        assertThat(campaign.scripts.configure(campaign.terms(10, 2), false)).isEqualTo(new Configured(UNKNOWN, 0));
        assertThat(campaign.scripts.configure(campaign.terms(10, 2), true)).isEqualTo(new Configured(UNKNOWN, 0));
        assertThat(campaign.keyCount()).isZero();
    }
}

package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.ClaimStream.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code asides.lua}. */
class AsidesScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void whereNothingWasSetAsideThereIsNothingToSee() {
        assertThat(campaign.open(1).stream.asides(10)).isEmpty();
    }

    @Test
    void theOldestComeFirstAndNoMoreThanAskedFor() {
        campaign.open(10).claimAll(3);
        for (var reason : new String[] {"a", "b", "c"}) {
            campaign.setNextAside(reason);
        }

        assertThat(campaign.stream.asides(10)).extracting(Aside::reason).containsExactly("a", "b", "c");
        assertThat(campaign.stream.asides(2)).extracting(Aside::reason).containsExactly("a", "b");
    }
}

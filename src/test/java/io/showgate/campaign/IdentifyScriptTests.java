package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code identify.lua}. */
class IdentifyScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    private CampaignScripts another(long number) {
        return new TestCampaign(new CampaignIdentity(campaign.identity.couponId(), number)).scripts;
    }

    @Test
    void theFirstCampaignWithAnIdHasNoneBeforeIt() {
        assertThat(campaign.scripts.identify()).isNull();
        assertThat(campaign.scripts.identify()).isNull();
    }

    @Test
    void oneCallIsToldWhichCampaignHadTheIdBefore() {
        campaign.scripts.identify();
        var next = another(8);

        assertThat(next.identify()).isEqualTo(campaign.identity);
        assertThat(next.identify()).isNull();
        assertThat(another(9).identify()).isEqualTo(new CampaignIdentity(campaign.identity.couponId(), 8));
    }

    @Test
    void campaignsWithOtherIdsChangeNothing() {
        campaign.scripts.identify();

        assertThat(new TestCampaign().scripts.identify()).isNull();
        assertThat(campaign.scripts.identify()).isNull();
    }
}

package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.ClaimStream.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code draw.lua}. */
class DrawScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void fromAnEmptyStreamNothingIsDrawnAndNothingIsMade() {
        assertThat(campaign.draw("writer", 10)).isEmpty();
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void theFirstDrawFindsWhatWasClaimedBeforeAnybodyRecorded() {
        campaign.open(10).claimAll(3);

        assertThat(campaign.draw("writer", 10)).extracting(Entry::user).containsExactly("u1", "u2", "u3");
        assertThat(campaign.inStream()).hasSize(3);
    }

    @Test
    void aBatchIsNoLargerThanAskedFor() {
        campaign.open(10).claimAll(3);

        assertThat(campaign.draw("writer", 2)).extracting(Entry::user).containsExactly("u1", "u2");
        assertThat(campaign.draw("writer", 2)).extracting(Entry::user).containsExactly("u3");
        assertThat(campaign.draw("writer", 2)).isEmpty();
    }

    @Test
    void twoWhoRecordGetDifferentClaims() {
        campaign.open(10).claimAll(4);

        assertThat(campaign.draw("writer", 2)).extracting(Entry::user).containsExactly("u1", "u2");
        assertThat(campaign.draw("another", 2)).extracting(Entry::user).containsExactly("u3", "u4");
    }

    @Test
    void whatOneDrewAndDidNotRecordOnlyThatOneFindsAgain() {
        campaign.open(10).claimAll(2);
        var drawn = campaign.draw("writer", 10);

        assertThat(campaign.stream.draw("writer", 10, true)).isEqualTo(drawn);
        assertThat(campaign.stream.draw("another", 10, true)).isEmpty();

        campaign.stream.acknowledge(List.of(drawn.getFirst().id()));
        assertThat(campaign.stream.draw("writer", 10, true)).containsExactly(drawn.getLast());
    }

    @Test
    void aLostGroupIsMadeAgainAndWhatWasNotRecordedIsDrawnAgain() {
        campaign.open(10).claimAll(3);
        var drawn = campaign.draw("writer", 2);
        campaign.stream.acknowledge(List.of(drawn.getFirst().id()));
        campaign.rawStream().removeGroup("writers");

        assertThat(campaign.draw("writer", 10)).extracting(Entry::user).containsExactly("u2", "u3");
    }

    @Test
    void afterEverythingWasRecordedTheNextClaimIsDrawn() {
        campaign.open(10).claimAll(1);
        campaign.stream.acknowledge(
                campaign.draw("writer", 10).stream().map(Entry::id).toList());
        campaign.claim("next");

        assertThat(campaign.draw("another", 10)).extracting(Entry::user).containsExactly("next");
    }
}

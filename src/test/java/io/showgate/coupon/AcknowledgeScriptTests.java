package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.ClaimStream.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code acknowledge.lua}. */
class AcknowledgeScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void whatIsRecordedLeavesTheStreamAndTheHandsOfItsWriter() {
        campaign.open(10).claimAll(3);
        var drawn = campaign.draw("writer", 2);

        campaign.stream.acknowledge(drawn.stream().map(Entry::id).toList());

        assertThat(campaign.inStream()).containsExactly("u3");
        assertThat(campaign.rawStream().getPendingInfo("writers").getTotal()).isZero();
        assertThat(campaign.left()).isEqualTo(7);
    }

    @Test
    void theLargestBatchIsAcknowledgedAtOnce() {
        campaign.open(1_001).claimAll(1_001);

        campaign.stream.acknowledge(
                campaign.draw("writer", 1_000).stream().map(Entry::id).toList());

        assertThat(campaign.inStream()).containsExactly("u1001");
    }

    @Test
    void acknowledgingAgainChangesNothing() {
        campaign.open(10).claimAll(2);
        var first = List.of(campaign.draw("writer", 1).getFirst().id());
        campaign.stream.acknowledge(first);

        campaign.stream.acknowledge(first);

        assertThat(campaign.inStream()).containsExactly("u2");
    }

    @Test
    void whatAnotherTookOverMeanwhileIsRecordedAllTheSame() {
        campaign.open(10).claimAll(1);
        var drawn = campaign.draw("slow", 1);
        campaign.stream.takeover("other", 0, 10);

        campaign.stream.acknowledge(List.of(drawn.getFirst().id()));

        assertThat(campaign.inStream()).isEmpty();
        assertThat(campaign.stream.draw("other", 10, true)).isEmpty();
    }

    @Test
    void aLostGroupOrStreamIsNoObstacle() {
        campaign.open(10).claimAll(1);
        var id = campaign.draw("writer", 1).getFirst().id();
        campaign.rawStream().removeGroup("writers");

        campaign.stream.acknowledge(List.of(id));
        assertThat(campaign.inStream()).isEmpty();

        campaign.lose();
        campaign.stream.acknowledge(List.of(id));
        assertThat(campaign.keyCount()).isZero();
    }
}

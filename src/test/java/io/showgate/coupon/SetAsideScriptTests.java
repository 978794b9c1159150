package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.ClaimStream.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamAddArgs;

/** {@code setAside.lua}. */
class SetAsideScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void theClaimMovesWithItsReasonAndItsCouponStaysTaken() {
        campaign.open(10).claimAll(2);
        var entry = campaign.draw("writer", 1).getFirst();

        campaign.stream.setAside(entry, "too long");

        assertThat(campaign.stream.asides(10)).singleElement().satisfies(aside -> {
            assertThat(aside.entry()).isEqualTo(entry);
            assertThat(aside.reason()).isEqualTo("too long");
        });
        assertThat(campaign.inStream()).containsExactly("u2");
        assertThat(campaign.rawStream().getPendingInfo("writers").getTotal()).isZero();
        assertThat(campaign.left()).isEqualTo(8);
    }

    @Test
    void settingAsideAgainChangesNothing() {
        campaign.open(10).claimAll(1);
        var entry = campaign.draw("writer", 1).getFirst();
        campaign.stream.setAside(entry, "first");

        campaign.stream.setAside(entry, "second");

        assertThat(campaign.stream.asides(10))
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).isEqualTo("first"));
    }

    @Test
    void whatIsRecordedIsNotSetAside() {
        campaign.open(10).claimAll(1);
        var entry = campaign.draw("writer", 1).getFirst();
        campaign.stream.acknowledge(List.of(entry.id()));

        campaign.stream.setAside(entry, "late");

        assertThat(campaign.stream.asides(10)).isEmpty();
    }

    @Test
    void whatIsNoClaimAtAllIsSetAsideToo() {
        campaign.open(10);
        campaign.rawStream().add(StreamAddArgs.entry("junk", "x"));
        var junk = campaign.draw("writer", 1).getFirst();
        assertThat(junk).isEqualTo(new Entry(junk.id(), "", ""));

        campaign.stream.setAside(junk, "not a claim");

        assertThat(campaign.stream.asides(10))
                .singleElement()
                .satisfies(aside -> assertThat(aside.entry()).isEqualTo(junk));
        assertThat(campaign.inStream()).isEmpty();
    }
}

package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamAddArgs;

/** {@code retry.lua}. */
class RetryScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void theClaimIsHandedOverAsItWas() {
        campaign.open(10).claimAll(2);
        var aside = campaign.setNextAside("a test");

        assertThat(campaign.stream.retry(aside)).isTrue();

        assertThat(campaign.stream.asides(10)).isEmpty();
        assertThat(campaign.inStream()).containsExactly("u2", "u1");
        assertThat(campaign.draw("writer", 10)).last().satisfies(entry -> {
            assertThat(entry.user()).isEqualTo("u1");
            assertThat(entry.number()).isEqualTo("1");
        });
        assertThat(campaign.left()).isEqualTo(8);
    }

    @Test
    void ofTwoTriesOneSucceeds() {
        campaign.open(10).claimAll(1);
        var aside = campaign.setNextAside("a test");
        campaign.stream.retry(aside);

        assertThat(campaign.stream.retry(aside)).isFalse();
        assertThat(campaign.inStream()).containsExactly("u1");
    }

    @Test
    void whatWasGivenUpIsNotHandedOver() {
        campaign.open(10).claimAll(1);
        var aside = campaign.setNextAside("a test");
        campaign.stream.discard(aside, "withdrawn");

        assertThat(campaign.stream.retry(aside)).isFalse();
        assertThat(campaign.inStream()).isEmpty();
    }

    @Test
    void whatWasNeverSetAsideIsNotHandedOver() {
        assertThat(campaign.open(10).stream.retry("1-1")).isFalse();
        assertThat(campaign.inStream()).isEmpty();
    }

    @Test
    void whatIsNoClaimCanBeSetAsideAgain() {
        campaign.open(10);
        campaign.rawStream().add(StreamAddArgs.entry("junk", "x"));
        assertThat(campaign.stream.retry(campaign.setNextAside("junk"))).isTrue();

        assertThat(campaign.stream.retry(campaign.setNextAside("junk again"))).isTrue();
        assertThat(campaign.inStream()).hasSize(1);
    }
}

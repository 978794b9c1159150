package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.CampaignScripts.Claimed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamAddArgs;

/** {@code discard.lua}. */
class DiscardScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void theCouponGoesBackAndTheUserIsToldWhy() {
        campaign.open(1).claimAll(1);
        var aside = campaign.setNextAside("a test");

        assertThat(campaign.stream.discard(aside, "withdrawn")).isTrue();

        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "withdrawn"));
        assertThat(campaign.stream.asides(10)).isEmpty();
        assertThat(campaign.claim("next")).isEqualTo(Claimed.TAKEN);
        assertThat(campaign.claim("another")).isEqualTo(Claimed.SOLD_OUT);
    }

    @Test
    void ofTwoTriesOneSucceedsAndOneCouponGoesBack() {
        campaign.open(10).claimAll(2);
        var aside = campaign.setNextAside("a test");
        campaign.stream.discard(aside, "withdrawn");

        assertThat(campaign.stream.discard(aside, "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(9);
    }

    @Test
    void whatWasHandedOverAgainIsNotGivenUp() {
        campaign.open(10).claimAll(1);
        var aside = campaign.setNextAside("a test");
        campaign.stream.retry(aside);

        assertThat(campaign.stream.discard(aside, "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.inStream()).containsExactly("u1");
    }

    @Test
    void aCouponThatWentBackBeforeDoesNotGoBackTwice() {
        campaign.open(10).claimAll(1);
        var aside = campaign.setNextAside("a test");
        campaign.scripts.restock("cancelled", List.of("u1"));

        assertThat(campaign.stream.discard(aside, "withdrawn")).isTrue();
        assertThat(campaign.left()).isEqualTo(10);
        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "cancelled"));
    }

    @Test
    void whatIsNoClaimGivesNothingBack() {
        campaign.open(10).claimAll(1);
        campaign.rawStream().add(StreamAddArgs.entry("user", "nobody"));
        campaign.draw("writer", 1);

        assertThat(campaign.stream.discard(campaign.setNextAside("junk"), "withdrawn"))
                .isTrue();
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.returned()).isEmpty();
    }

    @Test
    void whatWasNeverSetAsideGivesNothingBack() {
        assertThat(campaign.open(10).stream.discard("1-1", "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(10);
    }

    @Test
    void belowALoweredStockNothingIsLeft() {
        campaign.open(10).claimAll(3);
        var aside = campaign.setNextAside("a test");
        campaign.scripts.configure(campaign.terms(1, 2), true);

        campaign.stream.discard(aside, "withdrawn");

        assertThat(campaign.left()).isZero();
    }
}

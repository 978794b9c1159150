package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code discard.lua}. */
class DiscardScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void theCouponGoesBackAndTheUserIsToldWhy() {
        campaign.open(1).claimAll(1);
        var letter = campaign.stream.deadLetterNext("a test");

        assertThat(campaign.scripts.discard(letter, "withdrawn")).isTrue();

        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "withdrawn"));
        assertThat(campaign.stream.deadLetters()).isEmpty();
        assertThat(campaign.claim("next")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.claim("another")).isEqualTo(Outcome.SOLD_OUT);
    }

    @Test
    void ofTwoTriesOneSucceedsAndOneCouponGoesBack() {
        campaign.open(10).claimAll(2);
        var letter = campaign.stream.deadLetterNext("a test");
        campaign.scripts.discard(letter, "withdrawn");

        assertThat(campaign.scripts.discard(letter, "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(9);
    }

    @Test
    void aRetriedDeadLetterIsNotGivenUp() {
        campaign.open(10).claimAll(1);
        var letter = campaign.stream.deadLetterNext("a test");
        campaign.stream.retry(letter);

        assertThat(campaign.scripts.discard(letter, "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.inStream()).containsExactly("u1");
    }

    @Test
    void aCouponThatWentBackBeforeDoesNotGoBackTwice() {
        campaign.open(10).claimAll(1);
        var letter = campaign.stream.deadLetterNext("a test");
        campaign.scripts.restock("cancelled", List.of("u1"));

        assertThat(campaign.scripts.discard(letter, "withdrawn")).isTrue();
        assertThat(campaign.left()).isEqualTo(10);
        assertThat(campaign.returned()).isEqualTo(Map.of("u1", "cancelled"));
    }

    @Test
    void anEntryThatIsNoClaimGivesNothingBack() {
        campaign.open(10).claimAll(1);
        campaign.stream.add("user", "nobody");
        campaign.stream.read("worker", 1);

        assertThat(campaign.scripts.discard(campaign.stream.deadLetterNext("junk"), "withdrawn"))
                .isTrue();
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.returned()).isEmpty();
    }

    @Test
    void anUnknownDeadLetterGivesNothingBack() {
        assertThat(campaign.open(10).scripts.discard("1-1", "withdrawn")).isFalse();
        assertThat(campaign.left()).isEqualTo(10);
    }

    @Test
    void belowALoweredStockNothingIsLeft() {
        campaign.open(10).claimAll(3);
        var letter = campaign.stream.deadLetterNext("a test");
        campaign.scripts.configure(campaign.settings(1, 2), true);

        campaign.scripts.discard(letter, "withdrawn");

        assertThat(campaign.left()).isZero();
    }
}

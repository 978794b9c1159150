package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import io.showgate.support.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code claim.lua}. */
class ClaimScriptTests {

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void aClaimTakesOneCouponAndEntersTheStream() {
        campaign.open(10);

        assertThat(campaign.claim("a")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.claims()).containsExactlyEntriesOf(Map.of("a", 1L));
        assertThat(campaign.stream.read("worker", 10)).singleElement().satisfies(entry -> {
            assertThat(entry.field("user")).isEqualTo("a");
            assertThat(entry.field("number")).isEqualTo("1");
        });
    }

    @Test
    void claimingTwiceTakesOneCoupon() {
        campaign.open(10).claimAll(1);

        assertThat(campaign.claim("u1")).isEqualTo(Outcome.TAKEN_BEFORE);
        assertThat(campaign.left()).isEqualTo(9);
        assertThat(campaign.inStream()).containsExactly("u1");
    }

    @Test
    void claimsAreNumberedInTheirOrder() {
        campaign.open(3).claimAll(3);

        assertThat(campaign.claims().keySet()).containsExactly("u1", "u2", "u3");
        assertThat(campaign.claims().values()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void claimsNeverExceedTheStock() {
        campaign.open(2).claimAll(2);

        assertThat(campaign.claim("late")).isEqualTo(Outcome.SOLD_OUT);
        assertThat(campaign.left()).isZero();
        assertThat(campaign.claims()).doesNotContainKey("late");
        assertThat(campaign.inStream()).containsExactly("u1", "u2");
    }

    @Test
    void aClaimantIsRecognisedAfterTheStockOrTheTimeIsOver() {
        campaign.open(1).claimAll(1);
        assertThat(campaign.claim("u1")).isEqualTo(Outcome.TAKEN_BEFORE);

        campaign.pass(TestCampaign.OPEN_FOR);

        assertThat(campaign.claim("u1")).isEqualTo(Outcome.TAKEN_BEFORE);
    }

    @Test
    void beforeTheOpeningItReturnsTheOpeningAndTheTime() {
        campaign.open(1);
        campaign.pass(Duration.ofMillis(-1));

        var answer = campaign.scripts.claim("a", TestCampaign.BACKLOG, false);

        long opens = TestCampaign.OPENS.toEpochMilli();
        assertThat(answer).isEqualTo(new Claimed(Outcome.NOT_OPEN, opens, opens - 1));
        assertThat(campaign.claims()).isEmpty();
    }

    @Test
    void thePeriodIncludesItsBeginningAndNotItsEnd() {
        campaign.open(10);
        assertThat(campaign.claim("first")).isEqualTo(Outcome.TAKEN);

        campaign.pass(TestCampaign.OPEN_FOR.minusMillis(1));
        assertThat(campaign.claim("last")).isEqualTo(Outcome.TAKEN);

        campaign.pass(Duration.ofMillis(1));
        assertThat(campaign.claim("late")).isEqualTo(Outcome.ENDED);
        assertThat(campaign.left()).isEqualTo(8);
    }

    @Test
    void anUnknownCampaignIsClosedNotSoldOut() {
        assertThat(campaign.claim("a")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.keyCount()).isZero();
    }

    @Test
    void whileACampaignIsRecoveredNothingIsTakenNorPutBack() {
        campaign.open(10).claimAll(1);
        campaign.scripts.close("recovering", Duration.ofMillis(1), true);
        campaign.pass(Duration.ofDays(1));

        assertThat(campaign.claim("a")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.putBack("a")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.claim("u1")).isEqualTo(Outcome.TAKEN_BEFORE);
        assertThat(campaign.left()).isEqualTo(9);
    }

    @Test
    void claimsBeyondTheBacklogAreRefused() {
        campaign.open(10).claimAll(3);

        assertThat(campaign.scripts.claim("a", 3, false).outcome()).isEqualTo(Outcome.BACKLOG);
        assertThat(campaign.scripts.claim("a", 3, true).outcome()).isEqualTo(Outcome.BACKLOG);
        assertThat(campaign.left()).isEqualTo(7);

        var recorded = campaign.stream.read("worker", 1).getFirst();
        campaign.stream.acknowledge(List.of(recorded));
        assertThat(campaign.scripts.claim("a", 3, false).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aLostClaimIsPutBackAfterTheEndToo() {
        campaign.open(1);
        campaign.pass(TestCampaign.OPEN_FOR);

        assertThat(campaign.putBack("a")).isEqualTo(Outcome.TAKEN);
        assertThat(campaign.putBack("a")).isEqualTo(Outcome.TAKEN_BEFORE);
        assertThat(campaign.putBack("b")).isEqualTo(Outcome.SOLD_OUT);
        assertThat(campaign.inStream()).containsExactly("a");
    }

    @Test
    void aPersonWhoGaveBackGetsNoOtherCoupon() {
        campaign.open(2).claimAll(1);
        campaign.scripts.restock("given-back", List.of("u1"));

        assertThat(campaign.claim("u1")).isEqualTo(Outcome.TAKEN_BEFORE);
        assertThat(campaign.putBack("u1")).isEqualTo(Outcome.TAKEN_BEFORE);
        assertThat(campaign.left()).isEqualTo(2);
    }

    @Test
    void withoutAGivenTimeItUsesTheTimeOfRedis() {
        var byRedis = new CampaignScripts(CampaignScripts.Loaded.with(TestRedis.client(), () -> ""), campaign.identity);
        campaign.open(1);

        var answer = byRedis.claim("a", TestCampaign.BACKLOG, false);

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_OPEN);
        assertThat(answer.nowMillis())
                .isBetween(
                        byRedis.follow().nowMillis() - 60_000, byRedis.follow().nowMillis());
    }
}

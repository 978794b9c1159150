package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.ClaimStream.Entry;
import io.showgate.redis.LuaScript;
import io.showgate.support.TestRedis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.stream.StreamConsumer;

/** {@code takeover.lua}. */
class TakeoverScriptTests {

    private static final long HOUR = 3_600_000;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void whatTheDeadLeftIsTakenOverAndIsTheNewOnesToRecord() {
        campaign.open(10).claimAll(3);
        var left = campaign.draw("dead", 2);

        assertThat(campaign.stream.takeover("alive", 0, 10)).isEqualTo(left);
        assertThat(campaign.stream.draw("alive", 10, true)).isEqualTo(left);
        assertThat(campaign.stream.draw("dead", 10, true)).isEmpty();
    }

    @Test
    void whatSomebodyDrewJustNowIsLeftToThem() {
        campaign.open(10).claimAll(1);
        campaign.draw("busy", 1);

        assertThat(campaign.stream.takeover("alive", HOUR, 10)).isEmpty();
    }

    @Test
    void noMoreAreTakenOverThanAskedFor() {
        campaign.open(10).claimAll(3);
        campaign.draw("dead", 3);

        assertThat(campaign.stream.takeover("alive", 0, 2))
                .extracting(Entry::user)
                .containsExactly("u1", "u2");
    }

    @Test
    void whatNobodyDrewIsNotTakenOver() {
        campaign.open(10).claimAll(2);
        campaign.draw("dead", 1);

        assertThat(campaign.stream.takeover("alive", 0, 10))
                .extracting(Entry::user)
                .containsExactly("u1");
    }

    @Test
    void withoutAStreamOrAGroupThereIsNothingToTakeOver() {
        assertThat(campaign.stream.takeover("alive", 0, 10)).isEmpty();
        campaign.open(10).claimAll(1);

        assertThat(campaign.stream.takeover("alive", 0, 10)).isEmpty();
        assertThat(campaign.draw("alive", 10)).hasSize(1);
    }

    @Test
    void whatTheDeadHadRecordedIsNotTakenOver() {
        campaign.open(10).claimAll(2);
        var drawn = campaign.draw("dead", 2);
        campaign.stream.acknowledge(List.of(drawn.getFirst().id()));

        assertThat(campaign.stream.takeover("alive", 0, 10)).containsExactly(drawn.getLast());
    }

    @Test
    void whoWasHeardOfWithinTheHourIsRemembered() {
        drawAndRecord("resting");

        campaign.stream.takeover("alive", 0, 10);

        assertThat(consumers()).contains("resting");
    }

    @Test
    void whoWasSilentForLongIsForgottenUnlessTheyHaveSomethingInHand() {
        drawAndRecord("gone");
        campaign.claim("next");
        campaign.draw("holding", 1);

        takeoverForgettingAllWhoAreSilent("alive", HOUR);

        assertThat(consumers()).contains("holding").doesNotContain("gone");
        assertThat(campaign.stream.draw("holding", 1, true)).hasSize(1);
    }

    @Test
    void whoTakesOverIsNotForgotten() {
        campaign.open(10).claimAll(1);
        campaign.draw("dead", 1);

        takeoverForgettingAllWhoAreSilent("alive", 0);
        assertThat(consumers()).containsExactly("alive");
        takeoverForgettingAllWhoAreSilent("alive", HOUR);
        assertThat(consumers()).containsExactly("alive");
    }

    private void drawAndRecord(String consumer) {
        campaign.open(10).claimAll(1);
        campaign.stream.acknowledge(
                campaign.draw(consumer, 1).stream().map(Entry::id).toList());
    }

    private void takeoverForgettingAllWhoAreSilent(String consumer, long idleMillis) {
        new LuaScript(TestRedis.client(), ClaimStream.class, "takeover")
                .run(List.of(campaign.keys.stream()), consumer, idleMillis, 10, 0);
    }

    private List<String> consumers() {
        return campaign.rawStream().listConsumers("writers").stream()
                .map(StreamConsumer::getName)
                .toList();
    }
}

package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.redis.LuaScript;
import io.showgate.support.TestRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code takeover.lua}. */
class TakeoverScriptTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestStream stream = new TestStream();

    @Test
    void entriesOfADeadConsumerBelongToTheNewOne() {
        var left = stream.addAll(3).read("dead", 2);

        assertThat(stream.takeover("alive", 10)).isEqualTo(left);
        assertThat(stream.readAgain("alive")).isEqualTo(left);
        assertThat(stream.readAgain("dead")).isEmpty();
    }

    @Test
    void entriesThatWereReadJustNowStayWithTheirConsumer() {
        stream.addAll(1).read("busy", 1);

        assertThat(stream.stream.takeover("alive", HOUR, 10)).isEmpty();
    }

    @Test
    void noMoreAreTakenOverThanAskedFor() {
        stream.addAll(3).read("dead", 3);

        assertThat(TestStream.users(stream.takeover("alive", 2))).containsExactly("u1", "u2");
    }

    @Test
    void entriesThatNoConsumerReadAreNotTakenOver() {
        stream.addAll(2).read("dead", 1);

        assertThat(TestStream.users(stream.takeover("alive", 10))).containsExactly("u1");
    }

    @Test
    void withoutAStreamOrAGroupThereIsNothingToTakeOver() {
        assertThat(stream.takeover("alive", 10)).isEmpty();
        stream.addAll(1);

        assertThat(stream.takeover("alive", 10)).isEmpty();
        assertThat(stream.read("alive", 10)).hasSize(1);
    }

    @Test
    void acknowledgedEntriesAreNotTakenOver() {
        var entries = stream.addAll(2).read("dead", 2);
        stream.acknowledge(List.of(entries.getFirst()));

        assertThat(stream.takeover("alive", 10)).containsExactly(entries.getLast());
    }

    @Test
    void deletedEntriesAreNotTakenOver() {
        var entries = stream.addAll(2).read("dead", 2);
        stream.deleteFromOutside(entries.getFirst());

        assertThat(stream.takeover("alive", 10)).containsExactly(entries.getLast());
    }

    @Test
    void aConsumerThatWasActiveWithinTheHourIsKept() {
        stream.acknowledge(stream.addAll(1).read("resting", 1));

        stream.takeover("alive", 10);

        assertThat(stream.consumers()).contains("resting");
    }

    @Test
    void aSilentConsumerIsRemovedUnlessItHoldsEntries() {
        stream.acknowledge(stream.addAll(1).read("gone", 1));
        stream.add("user", "next");
        stream.read("holding", 1);

        takeoverRemovingAllSilentConsumers("alive", HOUR);

        assertThat(stream.consumers()).contains("holding").doesNotContain("gone");
        assertThat(stream.readAgain("holding")).hasSize(1);
    }

    @Test
    void theConsumerThatTakesOverIsNotRemoved() {
        stream.addAll(1).read("dead", 1);

        takeoverRemovingAllSilentConsumers("alive", Duration.ZERO);
        assertThat(stream.consumers()).containsExactly("alive");
        takeoverRemovingAllSilentConsumers("alive", HOUR);
        assertThat(stream.consumers()).containsExactly("alive");
    }

    private void takeoverRemovingAllSilentConsumers(String consumer, Duration idle) {
        new LuaScript(TestRedis.client(), RecordStream.class, "takeover")
                .run(List.of(stream.key()), consumer, idle.toMillis(), 10, 0);
    }
}

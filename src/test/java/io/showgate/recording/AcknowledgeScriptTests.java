package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code acknowledge.lua}. */
class AcknowledgeScriptTests {

    private final TestStream stream = new TestStream();

    @Test
    void recordedEntriesLeaveTheStreamAndTheirConsumer() {
        stream.acknowledge(stream.addAll(3).read("worker", 2));

        assertThat(stream.all("user")).containsExactly("u3");
        assertThat(stream.held()).isZero();
    }

    @Test
    void theLargestBatchIsAcknowledgedAtOnce() {
        stream.addAll(1_001);

        stream.acknowledge(stream.read("worker", 1_000));

        assertThat(stream.all("user")).containsExactly("u1001");
    }

    @Test
    void acknowledgingAgainChangesNothing() {
        var first = stream.addAll(2).read("worker", 1);
        stream.acknowledge(first);

        stream.acknowledge(first);

        assertThat(stream.all("user")).containsExactly("u2");
    }

    @Test
    void anEntryThatAnotherConsumerTookOverIsRemovedToo() {
        var entries = stream.addAll(1).read("slow", 1);
        stream.takeover("other", 10);

        stream.acknowledge(entries);

        assertThat(stream.all("user")).isEmpty();
        assertThat(stream.readAgain("other")).isEmpty();
    }

    @Test
    void aLostGroupOrStreamIsNoObstacle() {
        var entries = stream.addAll(1).read("worker", 1);
        stream.loseGroup();

        stream.acknowledge(entries);
        assertThat(stream.all("user")).isEmpty();

        stream.lose();
        stream.acknowledge(List.of(entries.getFirst()));
        assertThat(stream.keyCount()).isZero();
    }
}

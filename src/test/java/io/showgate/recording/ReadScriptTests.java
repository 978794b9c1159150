package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code read.lua}. */
class ReadScriptTests {

    private final TestStream stream = new TestStream();

    @Test
    void anEmptyStreamHasNoEntriesAndIsNotCreated() {
        assertThat(stream.read("worker", 10)).isEmpty();
        assertThat(stream.keyCount()).isZero();
    }

    @Test
    void theFirstReadFindsEntriesThatAreOlderThanTheGroup() {
        stream.addAll(3);

        assertThat(TestStream.users(stream.read("worker", 10))).containsExactly("u1", "u2", "u3");
        assertThat(stream.all("user")).hasSize(3);
    }

    @Test
    void aBatchIsNoLargerThanAskedFor() {
        stream.addAll(3);

        assertThat(TestStream.users(stream.read("worker", 2))).containsExactly("u1", "u2");
        assertThat(TestStream.users(stream.read("worker", 2))).containsExactly("u3");
        assertThat(stream.read("worker", 2)).isEmpty();
    }

    @Test
    void twoConsumersGetDifferentEntries() {
        stream.addAll(4);

        assertThat(TestStream.users(stream.read("worker", 2))).containsExactly("u1", "u2");
        assertThat(TestStream.users(stream.read("another", 2))).containsExactly("u3", "u4");
    }

    @Test
    void onlyTheSameConsumerReadsUnfinishedEntriesAgain() {
        var entries = stream.addAll(2).read("worker", 10);

        assertThat(stream.readAgain("worker")).isEqualTo(entries);
        assertThat(stream.readAgain("another")).isEmpty();

        stream.acknowledge(List.of(entries.getFirst()));
        assertThat(stream.readAgain("worker")).containsExactly(entries.getLast());
    }

    @Test
    void anEntryThatWasDeletedMeanwhileHasNoFields() {
        var entry = stream.addAll(1).read("worker", 1).getFirst();
        stream.deleteFromOutside(entry);

        assertThat(stream.readAgain("worker")).singleElement().satisfies(deleted -> {
            assertThat(deleted.id()).isEqualTo(entry.id());
            assertThat(deleted.fields()).isEmpty();
        });
    }

    @Test
    void aLostGroupIsCreatedAgainAndUnfinishedEntriesAreReadAgain() {
        var entries = stream.addAll(3).read("worker", 2);
        stream.acknowledge(List.of(entries.getFirst()));
        stream.loseGroup();

        assertThat(TestStream.users(stream.read("worker", 10))).containsExactly("u2", "u3");
    }

    @Test
    void afterAllEntriesAreAcknowledgedTheNextOneIsRead() {
        stream.acknowledge(stream.addAll(1).read("worker", 10));
        stream.add("user", "next");

        assertThat(TestStream.users(stream.read("another", 10))).containsExactly("next");
    }
}

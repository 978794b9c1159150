package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code deadLetter.lua}. */
class DeadLetterScriptTests {

    private final TestStream stream = new TestStream();

    @Test
    void theEntryMovesWithItsReason() {
        var entry = stream.addAll(2).read("worker", 1).getFirst();

        stream.deadLetter(entry, "too long");

        assertThat(stream.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.entry()).isEqualTo(entry);
            assertThat(letter.reason()).isEqualTo("too long");
        });
        assertThat(stream.all("user")).containsExactly("u2");
        assertThat(stream.held()).isZero();
    }

    @Test
    void movingItAgainChangesNothing() {
        var entry = stream.addAll(1).read("worker", 1).getFirst();
        stream.deadLetter(entry, "first");

        stream.deadLetter(entry, "second");

        assertThat(stream.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("first"));
    }

    @Test
    void anAcknowledgedEntryDoesNotMove() {
        var entries = stream.addAll(1).read("worker", 1);
        stream.acknowledge(entries);

        stream.stream.deadLetter(entries.getFirst(), "late");

        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void anEntryThatWasDeletedMeanwhileLeavesItsConsumer() {
        var entry = stream.addAll(1).read("worker", 1).getFirst();
        stream.deleteFromOutside(entry);

        stream.stream.deadLetter(entry, "deleted");

        assertThat(stream.deadLetters()).isEmpty();
        assertThat(stream.readAgain("worker")).isEmpty();
    }

    @Test
    void anyFieldsAreKeptEvenThoseNamedAsTheScriptsOwn() {
        stream.add("reason", "a field of the entry");
        var entry = stream.read("worker", 1).getFirst();

        stream.deadLetter(entry, "a reason");

        assertThat(stream.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("a reason");
            assertThat(letter.entry().fields()).isEqualTo(Map.of("reason", "a field of the entry"));
        });
    }
}

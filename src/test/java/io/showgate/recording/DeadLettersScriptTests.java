package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.recording.RecordStream.DeadLetter;
import org.junit.jupiter.api.Test;

/** {@code deadLetters.lua}. */
class DeadLettersScriptTests {

    private final TestStream stream = new TestStream();

    @Test
    void aStreamWithoutDeadLettersHasNone() {
        assertThat(stream.addAll(1).deadLetters()).isEmpty();
    }

    @Test
    void theOldestComeFirstAndNoMoreThanAskedFor() {
        stream.addAll(3);
        for (var reason : new String[] {"a", "b", "c"}) {
            stream.deadLetterNext(reason);
        }

        assertThat(stream.stream.deadLetters(10)).extracting(DeadLetter::reason).containsExactly("a", "b", "c");
        assertThat(stream.stream.deadLetters(2)).extracting(DeadLetter::reason).containsExactly("a", "b");
    }
}

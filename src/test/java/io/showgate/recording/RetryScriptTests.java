package io.showgate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code retry.lua}. */
class RetryScriptTests {

    private final TestStream stream = new TestStream();

    @Test
    void theEntryIsInTheStreamAgainAsItWas() {
        var id = stream.addAll(2).deadLetterNext("a test");

        assertThat(stream.retry(id)).isTrue();

        assertThat(stream.deadLetters()).isEmpty();
        assertThat(TestStream.users(stream.read("worker", 10))).containsExactly("u2", "u1");
    }

    @Test
    void ofTwoTriesOneSucceeds() {
        var id = stream.addAll(1).deadLetterNext("a test");
        stream.retry(id);

        assertThat(stream.retry(id)).isFalse();
        assertThat(stream.all("user")).containsExactly("u1");
    }

    @Test
    void anUnknownIdIsRefused() {
        assertThat(stream.retry("1-1")).isFalse();
        assertThat(stream.all("user")).isEmpty();
    }

    @Test
    void anEntryWithAnyFieldsBecomesADeadLetterAgain() {
        stream.add("junk", "x");
        assertThat(stream.retry(stream.deadLetterNext("junk"))).isTrue();

        assertThat(stream.retry(stream.deadLetterNext("junk again"))).isTrue();
        assertThat(stream.all("junk")).containsExactly("x");
    }
}

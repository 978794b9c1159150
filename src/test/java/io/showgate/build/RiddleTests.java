package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sentences count as riddles. */
class RiddleTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who is named twice is nobody.",
                "Whoever leaves loses the place.",
                "What is not sent is not lost.",
                "Nobody is stricter than this.",
                "None stays behind in the queue.",
                "Those that wait are counted.",
                "Whether it is late is unknown."
            })
    void aRelativeClauseAsTheSubjectIsARiddle(String sentence) {
        assertThat(Riddle.in(sentence)).contains(Riddle.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"It is lost, whatever was sent.", "One place a person; who joins twice keeps it."})
    void aRelativeClauseAfterACommaIsARiddle(String sentence) {
        assertThat(Riddle.in(sentence)).contains(Riddle.INNER);
    }

    @Test
    void aSentenceOfMoreThanFortyWordsIsARiddle() {
        assertThat(Riddle.in(words(40))).isEmpty();
        assertThat(Riddle.in(words(41))).contains(Riddle.LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Reject repeated headers: a client may have added one.", "A user who waits keeps the place."})
    void aPlainSentenceIsNone(String sentence) {
        assertThat(Riddle.in(sentence)).isEmpty();
    }

    private static String words(int count) {
        return String.join(" ", Collections.nCopies(count, "word"));
    }
}

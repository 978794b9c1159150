package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A passage is split into sentences. */
class SentencesTests {

    @Test
    void aSentenceEndsBeforeACapitalLetter() {
        assertThat(Sentences.of("The queue is open, e.g. at noon. The gate is closed: look at Redis."))
                .containsExactly("The queue is open, e.g. at noon.", "The gate is closed: look at Redis.");
    }

    @Test
    void captionsAreNoSentences() {
        assertThat(Sentences.of("A closed queue. Its gate is closed too.")).containsExactly("Its gate is closed too.");
    }

    @Test
    void marksOfJavadocAndMarkdownAreNoWords() {
        assertThat(Sentences.of("**The queue** is in {@link Redis}, `main` and <em>the</em> [list](docs/list.md)."))
                .containsExactly("The queue is in Redis, main and the list.");
    }

    @Test
    void aJavadocTagIsNoWord() {
        assertThat(Sentences.of("@param user the user who joins first")).containsExactly("the user who joins first");
    }
}

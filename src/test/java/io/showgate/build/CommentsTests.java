package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Comments are found in sources, and text in strings is not. */
class CommentsTests {

    @Test
    void commentsOfJavaAreReadAndStringsAreNot() {
        var source = """
                /**
                 * A queue.
                 *
                 * @param user joins
                 */
                String a = "// no comment"; // a comment
                char b = '"'; /* another */
                """;

        assertThat(Comments.SLASHES.of(source))
                .containsExactly(
                        new Passage(2, "A queue."),
                        new Passage(4, "@param user joins"),
                        new Passage(6, "a comment"),
                        new Passage(7, "another"));
    }

    @Test
    void aTextBlockIsNoComment() {
        assertThat(Comments.SLASHES.of("\"\"\"\n// \"no\" comment\n\"\"\" // a comment"))
                .containsExactly(new Passage(3, "a comment"));
    }

    @Test
    void adjacentLinesAreOneParagraph() {
        assertThat(Comments.DASHES.of("-- Gives a user\n-- a place.\n--\n-- O(1)\nlocal a = '--' -- the place"))
                .containsExactly(
                        new Passage(1, "Gives a user a place."), new Passage(4, "O(1)"), new Passage(5, "the place"));
    }

    @Test
    void rowsOfATableAreParagraphs() {
        assertThat(Comments.DASHES.of("-- Returns {code}:\n--   0 waiting\n--   1 active"))
                .containsExactly(
                        new Passage(1, "Returns {code}:"), new Passage(2, "waiting"), new Passage(3, "active"));
    }

    @Test
    void aHashInsideAWordIsNoComment() {
        assertThat(Comments.HASHES.of("#!/bin/sh\nif (($# > 0)); then echo a#b; fi # prints"))
                .containsExactly(new Passage(2, "prints"));
    }
}

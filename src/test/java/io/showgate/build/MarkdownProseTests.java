package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How prose is found in documents. */
class MarkdownProseTests {

    @Test
    void paragraphsItemsAndCellsAreReadAndHeadingsAndCodeAreNot() {
        var document = """
                # Queues

                A queue is
                open.
                - One item
                  goes on.
                1. Another

                | key | value |
                |---|---|
                | a | one |

                ```
                code
                ```
                The end.
                """;

        assertThat(MarkdownProse.of(document))
                .filteredOn(passage -> !passage.text().startsWith("--"))
                .containsExactly(
                        new Passage(3, "A queue is open."),
                        new Passage(5, "One item goes on."),
                        new Passage(7, "Another"),
                        new Passage(9, "key"),
                        new Passage(9, "value"),
                        new Passage(11, "a"),
                        new Passage(11, "one"),
                        new Passage(16, "The end."));
    }
}

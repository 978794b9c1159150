package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Comments and documents are in plain English, as far as patterns can tell: few sentences in each kind of file are
 * {@linkplain Riddle riddles}. Some may be, because a pattern cannot read.
 */
class PlainEnglishTests {

    private static final double MOST_PERCENT = 3;

    private static final Map<FileKind, RiddleCount> COUNTS =
            RiddleCount.in(Stream.of("src", "docs", "infra", "monitoring", "k6-scripts", ".ci", "README.md")
                    .map(Path::of)
                    .toList());

    @ParameterizedTest
    @EnumSource
    void fewSentencesMustBeReadTwice(FileKind kind) {
        var count = COUNTS.get(kind);

        assertThat(count.sentences()).as("sentences").isPositive();
        assertThat(count.percent())
                .as("%% of the %d sentences:%n%s", count.sentences(), String.join("\n", count.riddles()))
                .isLessThan(MOST_PERCENT);
    }
}

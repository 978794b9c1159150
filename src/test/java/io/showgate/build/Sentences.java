package io.showgate.build;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The sentences of a passage, as a person reads them: without the marks of Javadoc and Markdown. */
final class Sentences {

    private static final int FEWEST_WORDS = 4;
    private static final Pattern MARKS =
            Pattern.compile("\\{@\\w+\\s+([^}]*)\\}|`([^`]*)`|\\[([^\\]]*)\\]\\([^)]*\\)|<[^>]+>");
    private static final Pattern END = Pattern.compile("(?<=[.!?:;]) +(?=\\p{Lu})");
    private static final Pattern JAVADOC_TAG = Pattern.compile("^@(param \\S+|throws \\S+|return) ");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Sentences() {}

    /** Captions and other groups of less than four words are no sentences. */
    static List<String> of(String passage) {
        var text = JAVADOC_TAG.matcher(passage).replaceFirst("");
        var words = SPACES.matcher(withoutMarks(text)).replaceAll(" ").strip();
        return END.splitAsStream(words)
                .filter(sentence -> words(sentence) >= FEWEST_WORDS)
                .toList();
    }

    static int words(String sentence) {
        return SPACES.split(sentence, -1).length;
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(text.replace("**", "")).replaceAll(mark -> Matcher.quoteReplacement(wordsIn(mark)));
    }

    private static String wordsIn(MatchResult mark) {
        return IntStream.rangeClosed(1, mark.groupCount())
                .mapToObj(mark::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(" ");
    }
}

package io.showgate.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Joins lines of prose to paragraphs. An empty line ends one. A list item, an indented row that begins with a number,
 * and a Javadoc tag begin a new one.
 */
final class Paragraphs {

    private static final Pattern BEGINNING =
            Pattern.compile("\\s*([-*]|\\d+\\.)\\s+|\\s{3,}\\d+\\s+|\\s*<(p|li)>|\\s*(?=@\\w+ )");

    private final List<Passage> finished = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int begins;

    /** Adds a line of prose without the marks of its comment. */
    void add(int line, String words) {
        if (words.isBlank()) {
            end();
            return;
        }
        var beginning = BEGINNING.matcher(words);
        boolean isBeginning = beginning.lookingAt();
        if (isBeginning) {
            end();
        }
        if (text.isEmpty()) {
            begins = line;
        }
        text.append(isBeginning ? words.substring(beginning.end()) : words.strip())
                .append(' ');
    }

    /** The next line begins a new paragraph. */
    void end() {
        if (!text.isEmpty()) {
            finished.add(new Passage(begins, text.toString().strip()));
        }
        text.setLength(0);
    }

    /** All paragraphs so far, in their order. */
    List<Passage> all() {
        end();
        return List.copyOf(finished);
    }
}

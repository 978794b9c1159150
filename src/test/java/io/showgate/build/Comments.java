package io.showgate.build;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The comments of a source file. The pattern of a language matches its comments and also its strings, because a string
 * may contain the mark of a comment. Group 1 is the text of a line comment and group 2 that of a block comment.
 */
enum Comments {
    /** Java and JavaScript. */
    SLASHES("\"\"\"[\\s\\S]*?\"\"\"|" + Comments.STRINGS + "|`(?:[^`\\\\]++|\\\\.)*+`|//(.*)|/\\*([\\s\\S]*?)\\*/"),
    /** Lua and SQL. */
    DASHES(Comments.STRINGS + "|--(.*)"),
    /** YAML, shell and configuration files, where an apostrophe need not begin a string. */
    HASHES("(?<![^\\s])#(?!!)(.*)");

    private static final String STRINGS = "\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'";

    private final Pattern pattern;

    Comments(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    List<Passage> of(String source) {
        var paragraphs = new Paragraphs();
        var lines = new LineNumbers(source);
        int last = 0;
        for (var match : pattern.matcher(source).results().toList()) {
            int line = lines.of(match.start());
            if (match.group(1) != null) {
                if (line != last + 1 || isAfterCode(source, match)) {
                    paragraphs.end();
                }
                paragraphs.add(line, match.group(1));
                last = line;
            } else if (match.groupCount() > 1 && match.group(2) != null) {
                addBlock(paragraphs, line, match.group(2));
            }
        }
        return paragraphs.all();
    }

    private static void addBlock(Paragraphs paragraphs, int line, String block) {
        paragraphs.end();
        int next = line;
        for (var text : block.lines().toList()) {
            paragraphs.add(next++, text.replaceFirst("^\\s*\\*", ""));
        }
        paragraphs.end();
    }

    private static boolean isAfterCode(String source, MatchResult comment) {
        int begin = source.lastIndexOf('\n', comment.start()) + 1;
        return !source.substring(begin, comment.start()).isBlank();
    }

    /** Line numbers of ascending positions, without counting from the beginning each time. */
    private static final class LineNumbers {

        private final String text;
        private int line = 1;
        private int position;

        LineNumbers(String text) {
            this.text = text;
        }

        int of(int ascending) {
            for (; position < ascending; position++) {
                if (text.charAt(position) == '\n') {
                    line++;
                }
            }
            return line;
        }
    }
}

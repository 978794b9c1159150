package io.showgate.build;

import java.util.ArrayList;
import java.util.List;

/** The lines of a Markdown document. */
final class MarkdownLines {

    private MarkdownLines() {}

    /** The lines that are not in a fenced block of code. */
    static List<String> outsideCode(String document) {
        var lines = new ArrayList<String>();
        boolean code = false;
        for (var line : document.lines().toList()) {
            boolean fence = line.stripLeading().startsWith("```");
            code ^= fence;
            if (!code && !fence) {
                lines.add(line);
            }
        }
        return lines;
    }
}

package io.showgate.build;

import java.util.List;
import java.util.regex.Pattern;

/** The paragraphs, list items and table cells of a Markdown document, without its headings and its code. */
final class MarkdownProse {

    private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");

    private MarkdownProse() {}

    static List<Passage> of(String document) {
        var paragraphs = new Paragraphs();
        boolean isCode = false;
        int line = 0;
        for (var text : document.lines().toList()) {
            line++;
            if (text.strip().startsWith("```")) {
                isCode = !isCode;
                paragraphs.end();
            } else if (text.startsWith("#") || text.startsWith("<!--")) {
                paragraphs.end();
            } else if (!isCode) {
                addText(paragraphs, line, text);
            }
        }
        return paragraphs.all();
    }

    private static void addText(Paragraphs paragraphs, int line, String text) {
        if (!text.startsWith("|")) {
            paragraphs.add(line, text);
            return;
        }
        for (var cell : CELLS.split(text, -1)) {
            paragraphs.end();
            paragraphs.add(line, cell);
        }
        paragraphs.end();
    }
}

package io.showgate.capacity;

import java.util.List;

/** A report as Markdown, to keep with the sources. */
record MarkdownReport(Report report) {

    String text() {
        var text = new StringBuilder("# Load report\n\n");
        for (var line : Summary.of(report)) {
            text.append("- ").append(line).append('\n');
        }
        report.flows().forEach(result -> append(result, text));
        text.append("\n## Recommended configuration\n\n");
        text.append(Summary.ADVICE).append("\n\n```yaml\n");
        return text.append(Advice.of(report).yaml()).append("```\n").toString();
    }

    private static void append(Report.Result result, StringBuilder text) {
        text.append("\n## ").append(result.flow().title()).append("\n\n`");
        text.append(result.flow().id())
                .append(".js`. ")
                .append(Summary.found(result))
                .append("\n\n");
        line(Row.HEAD, text);
        line(Row.HEAD.stream().map(_ -> "---").toList(), text);
        Row.of(result).forEach(row -> line(row.cells(), text));
    }

    private static void line(List<String> cells, StringBuilder text) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}

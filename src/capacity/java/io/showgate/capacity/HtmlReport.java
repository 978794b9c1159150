package io.showgate.capacity;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/** A report as one HTML page without other files, for wide and narrow screens and for print. */
record HtmlReport(Report report) {

    private static final String STYLE = """
            :root { color-scheme: light; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --good: #0a7d53; --bad: #b3261e; }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 80rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: #fff;
              font: 1rem/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.8rem; margin: 0 0 .5rem; }
            h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
            ul { padding-left: 1.2rem; color: var(--soft); }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
            .tile { border: 1px solid var(--line); border-radius: .6rem; padding: .75rem 1rem; }
            .tile h3 { margin: 0; font-size: .95rem; font-weight: 600; color: var(--soft); }
            .tile b { font-size: 1.6rem; color: var(--good); font-variant-numeric: tabular-nums; }
            .tile p { margin: 0; color: var(--soft); font-size: .9rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
            svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: var(--soft); }
            svg .title { font-weight: 600; fill: var(--ink); }
            .grid { stroke: var(--line); } .limit { stroke: var(--bad); stroke-dasharray: 6 4; }
            .well { fill: var(--good); } .survived { fill: #fff; stroke: var(--good); stroke-width: 2; }
            .failed { fill: none; stroke: var(--bad); stroke-width: 2; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .82rem; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { text-align: right; padding: .35rem .4rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
            th:first-child, td:first-child, th:last-child, td:last-child { text-align: left; }
            th:last-child, td:last-child { white-space: normal; min-width: 14rem; }
            td.earlier { text-align: left; color: var(--soft); }
            pre { background: #f5f7f9; border-radius: .6rem; padding: 1rem; overflow-x: auto; white-space: pre-wrap;
              overflow-wrap: anywhere; font-size: .85rem; }
            .key span { margin-right: 1.2rem; white-space: nowrap; } .key { color: var(--soft); font-size: .9rem; }
            .key i { font-style: normal; font-weight: 700; margin-right: .3rem; }
            .g { color: var(--good); } .b { color: var(--bad); }
            @media screen and (max-width: 72rem) {
              table { max-width: 34rem; } tbody { display: block; }
              thead { display: none; }
              tr { display: block; border-bottom: 1px solid var(--line); padding: .5rem 0; }
              td, td:first-child, td:last-child { display: flex; justify-content: space-between; gap: 1rem; text-align: right;
                border: 0; padding: .1rem 0; white-space: normal; }
              td:last-child { min-width: 0; } td:first-child { font-weight: 600; justify-content: flex-start; } td:empty { display: none; }
              td[data-head]::before { content: attr(data-head); color: var(--soft); font-weight: 400; text-align: left; white-space: nowrap; }
            }
            @media print {
              body { max-width: none; padding: 0; font-size: 10pt; } section, tr { break-inside: avoid; } .scroll { overflow: visible; }
              h2 { margin-top: .75rem; padding-top: .75rem; break-after: avoid; } p { margin: .4rem 0; }
              table { font-size: 7.5pt; line-height: 1.25; } th, td { padding: .15rem .2rem; }
              td:first-child { white-space: normal; } th:last-child, td:last-child { min-width: 9rem; }
            }
            """;

    String text() {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<title>Showgate: load report</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        html.append("<h1>Load report</h1>\n<ul>\n");
        Summary.of(report)
                .forEach(line -> html.append("<li>").append(escaped(line)).append("</li>\n"));
        html.append("</ul>\n<div class=\"tiles\">\n");
        report.flows().forEach(result -> tile(result, html));
        html.append("</div>\n<p class=\"key\"><span><i class=\"g\">●</i>served well</span>"
                + "<span><i class=\"g\">○</i>survived</span><span><i class=\"b\">✕</i>failed</span>"
                + "<span><i class=\"b\">┄</i>limit</span> <span>Both axes are logarithmic.</span></p>\n");
        report.flows().forEach(result -> section(result, html));
        html.append("<h2>Recommended configuration</h2>\n<p>")
                .append(escaped(Summary.ADVICE.replace("`", "")))
                .append("</p>\n<pre>")
                .append(escaped(Advice.of(report).yaml()))
                .append("</pre>\n");
        return html.append("</body>\n</html>\n").toString();
    }

    private static void tile(Report.Result result, StringBuilder html) {
        var optimal = result.optimal();
        html.append("<div class=\"tile\"><h3>")
                .append(escaped(result.flow().title()))
                .append("</h3><b>");
        html.append(optimal.isAtLeast() ? "≥ " : "")
                .append(Row.grouped(optimal.load()))
                .append("</b><p>");
        html.append(result.flow().unit()).append(" served well; ");
        html.append(result.maximum().people());
        html.append(" survived</p></div>\n");
    }

    private static void section(Report.Result result, StringBuilder html) {
        html.append("<section>\n<h2>").append(escaped(result.flow().title())).append("</h2>\n<p>");
        html.append(escaped(Summary.found(result))).append("</p>\n<div class=\"charts\">\n");
        Chart.of(result).forEach(chart -> html.append(chart.svg()).append('\n'));
        html.append("</div>\n<div class=\"scroll\"><table>\n<thead><tr>");
        Row.HEAD.forEach(head -> html.append("<th>").append(head).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        Row.of(result).forEach(row -> line(row.cells(), html));
        html.append("</tbody></table></div>\n</section>\n");
    }

    private static void line(List<String> cells, StringBuilder html) {
        html.append("<tr>");
        boolean isEarlier = cells.subList(2, cells.size()).stream().allMatch(String::isEmpty);
        html.append("<td>").append(escaped(cells.getFirst())).append("</td>");
        if (isEarlier) {
            html.append("<td class=\"earlier\" colspan=\"")
                    .append(cells.size() - 1)
                    .append("\">")
                    .append(escaped(cells.get(1)))
                    .append("</td></tr>\n");
            return;
        }
        int last = cells.size() - 1;
        for (int i = 1; i <= last; i++) {
            html.append("<td data-head=\"").append(Row.HEAD.get(i)).append("\">");
            html.append(escaped(i < last ? unbroken(cells.get(i)) : cells.get(i)))
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    /** Keeps a figure and its unit on one line, in print too. */
    private static String unbroken(String figure) {
        return figure.replace(' ', '\u00a0');
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}

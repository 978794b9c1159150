package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The report of a search: writing, reading and its formats. */
class ReportTests {

    @TempDir
    Path folder;

    @Test
    void aWrittenReportIsReadAgain() {
        var report = Reports.of(Flow.values());
        report.write(folder);

        assertThat(Report.read(folder.resolve("report.json"))).isEqualTo(report);
    }

    @Test
    void aFileThatIsNoReportIsRefused() throws Exception {
        Files.writeString(folder.resolve("report.json"), "{");

        assertThatThrownBy(() -> Report.read(folder.resolve("report.json"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Report.read(folder.resolve("absent.json"))).isInstanceOf(UsageException.class);
    }

    @Test
    void anEarlierReportIsMovedToPrevious() throws Exception {
        Report.movePrevious(folder);
        var first = Reports.of(Flow.VISIT);
        first.write(folder);

        Report.movePrevious(folder);
        Reports.of(Flow.SEARCH).write(folder);

        assertThat(Report.read(folder.resolve("previous/report.json"))).isEqualTo(first);
        assertThat(folder.resolve("previous/showgate.yaml")).exists();
    }

    @Test
    void onlyTheChosenFlowsAreChecked() {
        var report = Reports.of(Flow.VISIT, Flow.SEARCH);

        assertThat(report.only(List.of(Flow.VISIT, Flow.FLASH_DROP)).flows())
                .extracting(Report.Result::flow)
                .containsExactly(Flow.VISIT);
        assertThatThrownBy(() -> report.only(List.of(Flow.FLASH_DROP))).isInstanceOf(UsageException.class);
    }

    @Test
    void differencesFromTheReportAreNamed() {
        var report = Reports.of(Flow.VISIT);

        assertThat(report.differences("started")).singleElement().asString().contains("another machine");
        assertThat(report.differences("running at http://localhost:8081")).hasSize(2);
    }

    /** The body is XML, so a parser finds elements that are not closed and text that is not escaped. */
    @Test
    void thePageIsWellFormedAndSelfContained() throws Exception {
        var page = new HtmlReport(Reports.of(Flow.values())).text();

        var body = page.substring(page.indexOf("<body>"));
        var parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body.replace("</html>", ""))));
        assertThat(parsed.getElementsByTagName("svg").getLength()).isEqualTo(2 * Flow.values().length);
        assertThat(page)
                .doesNotContain("http://", "https://", "<script", "NaN", "Infinity")
                .contains("2 cores &lt;&amp;&gt;");
    }

    @Test
    void everyPointIsInsideItsChart() {
        var chart = Chart.of(Reports.result(Flow.CONCERT_LIST)).getFirst().svg();

        assertThat(chart.split("<circle|<path class=\"failed\"", -1)).hasSizeGreaterThan(8);
        assertThat(chart).contains("class=\"well\"", "class=\"survived\"", "class=\"failed\"", "class=\"limit\"");
        var x = Pattern.compile("cx=\"([\\d.]+)\"").matcher(chart).results();
        assertThat(x.map(found -> Double.parseDouble(found.group(1)))).allMatch(at -> at >= 58 && at <= 418);
    }

    @Test
    void theMarkdownHasTheFiguresOfTheEarlierSystem() {
        var text = new MarkdownReport(Reports.of(Flow.ISSUE_TOKEN)).text();

        assertThat(text)
                .contains(
                        "| serves well | ",
                        "Served well, within 1 s: ",
                        "| earlier system, well | 400 VUs (0.44, 0.79, 0.97 s) |")
                .contains("```yaml\n# Recommended by a load test");
    }

    @Test
    void flowsThatWereNotMeasuredAreNamed() {
        assertThat(new MarkdownReport(Reports.of(Flow.CONCERT_LIST)).text())
                .contains("Not in this report: Search by keyword; A whole visit");
        assertThat(new MarkdownReport(Reports.of(Flow.values())).text()).doesNotContain("Not in this report");
    }
}

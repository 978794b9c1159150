package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.xml.sax.InputSource;

/** What is written of a search, and read again. */
class ReportTests {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() {
        var report = Reports.of(Flow.values());
        report.write(folder);

        assertThat(Report.read(folder.resolve("report.json"))).isEqualTo(report);
    }

    @Test
    void whatIsNoReportIsRefusedInASentence() throws Exception {
        Files.writeString(folder.resolve("report.json"), "{");

        assertThatThrownBy(() -> Report.read(folder.resolve("report.json"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Report.read(folder.resolve("absent.json"))).isInstanceOf(UsageException.class);
    }

    @Test
    void anEarlierReportIsKept() throws Exception {
        Report.setAside(folder);
        var first = Reports.of(Flow.VISIT);
        first.write(folder);

        Report.setAside(folder);
        Reports.of(Flow.SEARCH).write(folder);

        assertThat(Report.read(folder.resolve("previous/report.json"))).isEqualTo(first);
        assertThat(folder.resolve("previous/showgate.yaml")).exists();
    }

    @Test
    void onlyWhatIsAskedIsChecked() {
        var report = Reports.of(Flow.VISIT, Flow.SEARCH);

        assertThat(report.only(List.of(Flow.VISIT, Flow.FLASH_DROP)).flows())
                .extracting(Report.Result::flow)
                .containsExactly(Flow.VISIT);
        assertThatThrownBy(() -> report.only(List.of(Flow.FLASH_DROP))).isInstanceOf(UsageException.class);
    }

    @Test
    void whatIsDifferentNowIsSaid() {
        var report = Reports.of(Flow.VISIT);

        assertThat(report.differences("started")).singleElement().asString().contains("another machine");
        assertThat(report.differences("running at http://localhost:8081")).hasSize(2);
    }

    @Test
    void theConfigurationIsYamlWithWhatFollowsFromTheFigures() throws Exception {
        var report = Reports.of(Flow.values());
        report.write(folder);

        var source = new YamlPropertySourceLoader()
                .load("advice", new FileSystemResource(folder.resolve("showgate.yaml")))
                .getFirst();

        int served = report.of(Flow.VISIT).orElseThrow().optimal().load();
        assertThat(served).isBetween(900, 1_000);
        assertThat((Integer) source.getProperty("showgate.queue.named.main.rate-ceiling"))
                .as("seven tenths of it, for ten seconds, two figures")
                .isBetween(6_000, 7_000);
        assertThat(source.getProperty("spring.datasource.hikari.maximum-pool-size"))
                .isEqualTo(10);
        assertThat(source.getProperty("showgate.database.requests.connections")).isEqualTo(5);
        assertThat(source.getProperty("showgate.traffic.requests.joins")).isNotNull();
    }

    @Test
    void onlyWhatWasMeasuredIsAdvised() {
        assertThat(Advice.of(Reports.of(Flow.CONCERT_LIST)).settings())
                .extracting(Advice.Setting::name)
                .contains("showgate.traffic.requests.catalogue")
                .noneMatch(name -> name.contains("rate-ceiling") || name.contains("joins"));
        assertThat(Advice.of(Reports.of()).settings()).isEmpty();
    }

    @Test
    void aBoundIsLoweredOnlyWhereTheProductCameToItsEnd() {
        assertThat(claimsAdvised(null)).isEqualTo(1_000);
        assertThat(claimsAdvised(Trials.of(900, 100, 100))).isEqualTo(560);
    }

    @Test
    void noMoreAtOnceAreAdvisedThanWereServedWell() {
        var served = "1,600 people at once were served well (p95 613 ms), 5,466 requests a second; ";
        assertThat(catalogueAdvised(Trials.of(3_200, 100, 100)))
                .isEqualTo(catalogueBound(served + "more at once were not."));
        assertThat(catalogueAdvised(null)).isEqualTo(catalogueBound(served + "more at once were not asked."));
    }

    private static Advice.Setting catalogueBound(String reason) {
        return new Advice.Setting("showgate.traffic.requests.catalogue", 1_600, 1_000, reason);
    }

    private static Advice.Setting catalogueAdvised(@Nullable Trial above) {
        var quick = new Trial(1_600, 54_660, 5_466, new Trial.Millis(290, 550, 613, 700), 0, 1, 0, 0, Trials.idle());
        return advised(Flow.CONCERT_LIST, "catalogue", new Capacity(1_600, quick, above));
    }

    private static int claimsAdvised(@Nullable Trial above) {
        var found = new Capacity(800, Trials.of(800, 1_000, 3_000), above);
        return advised(Flow.FLASH_DROP, "claims", found).value();
    }

    private static Advice.Setting advised(Flow flow, String kind, Capacity found) {
        var result = new Report.Result(flow, found, found, List.of());
        return Advice.of(new Report("", "", "", "", 1, List.of(result))).settings().stream()
                .filter(setting -> setting.name().endsWith('.' + kind))
                .findAny()
                .orElseThrow();
    }

    /** It is XML but for its first two elements, so what is not closed or not escaped is found. */
    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
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
    void everyPointIsInsideItsPicture() {
        var chart = Chart.of(Reports.result(Flow.CONCERT_LIST)).getFirst().svg();

        assertThat(chart.split("<circle|<path class=\"failed\"", -1)).hasSizeGreaterThan(8);
        assertThat(chart).contains("class=\"well\"", "class=\"survived\"", "class=\"failed\"", "class=\"limit\"");
        var x = Pattern.compile("cx=\"([\\d.]+)\"").matcher(chart).results();
        assertThat(x.map(found -> Double.parseDouble(found.group(1)))).allMatch(at -> at >= 58 && at <= 418);
    }

    @Test
    void theMarkdownHasTheEarlierSystemsLineBeside() {
        var text = new MarkdownReport(Reports.of(Flow.ISSUE_TOKEN)).text();

        assertThat(text)
                .contains(
                        "| serves well | ",
                        "Served well, within 1 s: ",
                        "| earlier system, well | 400 VUs (0.44, 0.79, 0.97 s) |")
                .contains("```yaml\n# What a load test found");
    }

    @Test
    void aScaleHasRoundFiguresThatAreOnIt() {
        var scale = new Scale(80, 2_400, 0, 100);

        assertThat(scale.ticks()).isEqualTo(List.of(100.0, 200.0, 500.0, 1_000.0, 2_000.0));
        assertThat(Map.of(80.0, 0.0, 2_400.0, 100.0))
                .allSatisfy((figure, at) -> assertThat(scale.at(figure)).isCloseTo(at, Offset.offset(0.001)));
    }

    @Test
    void aScaleBeginsAndEndsAtARoundFigureAndHasSeveralBetween() {
        assertThat(Scale.of(DoubleStream.of(50, 800), 0, 100).ticks())
                .isEqualTo(List.of(50.0, 100.0, 200.0, 500.0, 1_000.0));
        assertThat(Scale.of(DoubleStream.of(5_300, 9_000), 0, 100).ticks())
                .isEqualTo(List.of(5_000.0, 6_000.0, 8_000.0, 10_000.0));
        assertThat(Scale.of(DoubleStream.of(700), 0, 100)).isEqualTo(new Scale(500, 1_000, 0, 100));
        assertThat(Scale.of(DoubleStream.of(0.3, 90_000), 0, 100).ticks())
                .isEqualTo(List.of(1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0));
        assertThat(List.of(Scale.label(0.2), Scale.label(1.5), Scale.label(20_000)))
                .isEqualTo(List.of("0.2", "1.5", "20,000"));
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        assertThat(new MarkdownReport(Reports.of(Flow.CONCERT_LIST)).text())
                .contains("Not in this report: Search by keyword; A whole visit");
        assertThat(new MarkdownReport(Reports.of(Flow.values())).text()).doesNotContain("Not in this report");
    }
}

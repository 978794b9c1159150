package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** The settings that a report recommends. */
class AdviceTests {

    @TempDir
    Path folder;

    @Test
    void theConfigurationIsYamlWithTheRecommendedSettings() throws Exception {
        var report = Reports.of(Flow.values());
        report.write(folder);

        var source = new YamlPropertySourceLoader()
                .load("advice", new FileSystemResource(folder.resolve("showgate.yaml")))
                .getFirst();

        int served = report.of(Flow.VISIT).orElseThrow().optimal().load();
        assertThat(served).isBetween(900, 1_000);
        assertThat((Integer) source.getProperty("showgate.queue.named.main.rate-ceiling"))
                .as("70 % of the visits of ten seconds, with two leading digits")
                .isBetween(6_000, 7_000);
        assertThat(source.getProperty("spring.datasource.hikari.maximum-pool-size"))
                .isEqualTo(13);
        assertThat(source.getProperty("showgate.database.requests.connections")).isEqualTo(5);
        assertThat(source.getProperty("showgate.traffic.requests.joins")).isNotNull();
    }

    @Test
    void onlyMeasuredFlowsLeadToAdvice() {
        assertThat(Advice.of(Reports.of(Flow.CONCERT_LIST)).settings())
                .extracting(Advice.Setting::name)
                .contains("showgate.traffic.requests.catalogue")
                .noneMatch(name -> name.contains("rate-ceiling") || name.contains("joins"));
        assertThat(Advice.of(Reports.of()).settings()).isEmpty();
    }

    @Test
    void aLimitIsLoweredOnlyIfShowgateReachedItsCapacity() {
        assertThat(advisedClaims(null)).isEqualTo(1_000);
        assertThat(advisedClaims(Trials.of(900, 100, 100))).isEqualTo(560);
    }

    @Test
    void aLimitIsNotHigherThanTheLoadThatWasServedWell() {
        var served = "1,600 people at once were served well (p95 613 ms), 5,466 requests a second. ";
        assertThat(advisedCatalogue(Trials.of(3_200, 100, 100)))
                .isEqualTo(catalogueSetting(served + "A higher load was not served well."));
        assertThat(advisedCatalogue(null)).isEqualTo(catalogueSetting(served + "No higher load was tried."));
    }

    private static Advice.Setting catalogueSetting(String reason) {
        return new Advice.Setting("showgate.traffic.requests.catalogue", 1_600, 1_000, reason);
    }

    private static Advice.Setting advisedCatalogue(@Nullable Trial above) {
        var quick = new Trial(1_600, 54_660, 5_466, new Trial.Millis(290, 550, 613, 700), 0, 1, 0, 0, Trials.idle());
        return advised(Flow.CONCERT_LIST, "catalogue", new Capacity(1_600, quick, above));
    }

    private static int advisedClaims(@Nullable Trial above) {
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
}

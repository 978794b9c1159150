package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dashboards and alert rules use only metrics that the running application exposes, so that no panel stays empty and no
 * alert stays silent because of a wrong name. Each of the product's own metrics is in a panel.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringIntegrationTests {

    private static final String QUEUE = "/api/v1/admin/queues/presale";
    private static final String COUPONS = "/api/v1/admin/coupons";
    private static final Pattern QUEUE_CHANGE = Pattern.compile("-d '(\\{[^']*})'(?! \\$admin/coupons)");
    private static final Pattern COUPON_CHANGE = Pattern.compile("-d '(\\{[^']*})' \\$admin/coupons/\\d+");

    /** A metric that Prometheus adds when it scrapes. */
    private static final String UP = "up";

    /** Labels that Prometheus adds to all metrics. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private final Api api;
    private final Api management;
    private String coupon = "";
    private Exposition exposed;

    MonitoringIntegrationTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
        api = new Api(port);
        management = new Api(managementPort);
    }

    /** Uses the application, because some meters exist only after their first use. */
    @BeforeAll
    void produceMetrics() {
        var token = api.tokenOf("monitored-" + UUID.randomUUID());
        api.poll(token);
        api.leave(token);
        api.get("/api/v1/concerts/query?page=" + ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        api.operator("GET", QUEUE, "");
        coupon = COUPONS + '/' + couponId();
        System.gc();
        await().until(() -> read().names().contains("jvm_gc_pause_seconds_max"));
        exposed = read();
    }

    /** A campaign that opens far in the future. */
    private int couponId() {
        var created = api.operator("POST", COUPONS, """
                {"name":"Monitored","stock":10,"opensAt":"2099-01-01T20:00:00Z","closesAt":"2099-01-02T20:00:00Z"}""");
        return Api.number(created, "$.couponId");
    }

    private Exposition read() {
        return Exposition.of(management.get("/actuator/prometheus").body());
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyUsedMetricIsExposed(PromQl expression) {
        assertThat(expression.metrics()).isNotEmpty().isSubsetOf(exposedOrAddedByPrometheus());
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyUsedLabelHasThatValue(PromQl expression) {
        assertThat(expression.matchers().stream().filter(matcher -> !ADDED.contains(matcher.label())))
                .allMatch(exposed::satisfies);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyGroupingLabelExists(PromQl expression) {
        assertThat(expression.groupedBy().stream().filter(label -> !ADDED.contains(label)))
                .allMatch(label -> expression.metrics().stream().anyMatch(metric -> exposed.hasLabel(metric, label)));
    }

    @Test
    void everyMetricOfTheProductIsInAPanel() {
        var shown = Monitoring.panels().stream()
                .flatMap(panel -> panel.expressions().stream())
                .flatMap(expression -> expression.metrics().stream())
                .collect(Collectors.toSet());

        assertThat(
                        exposed.names().stream()
                                .filter(
                                        name -> name.matches(
                                                "(queue|gate|admission|requests|connections|catalogue|coupon|database|dependency|tokens|operator)_.*")))
                .hasSizeGreaterThan(10)
                .isSubsetOf(shown);
    }

    @Test
    void everyChangeOfAQueueInTheRunbookIsAccepted() {
        var before = Api.members(api.operator("GET", QUEUE, ""), "$.settings");
        try {
            assertThat(changes(QUEUE_CHANGE)).hasSizeGreaterThan(5).allSatisfy(change -> accepted(QUEUE, change));
        } finally {
            api.operator("PATCH", QUEUE, new JsonMapper().writeValueAsString(before));
        }
    }

    @Test
    void everyChangeOfACampaignInTheRunbookIsAccepted() {
        assertThat(changes(COUPON_CHANGE)).hasSizeGreaterThan(2).allSatisfy(change -> accepted(coupon, change));
    }

    private static List<String> changes(Pattern pattern) {
        return pattern.matcher(Monitoring.runbook())
                .results()
                .map(change -> change.group(1))
                .toList();
    }

    private void accepted(String path, String change) {
        assertThat(api.operator("PATCH", path, change).statusCode()).as(change).isEqualTo(200);
    }

    private Set<String> exposedOrAddedByPrometheus() {
        return Stream.concat(exposed.names().stream(), Stream.of(UP)).collect(Collectors.toSet());
    }

    static List<PromQl> expressions() {
        var shown = Monitoring.panels().stream().flatMap(panel -> panel.expressions().stream());
        var alerts = Monitoring.alerts().stream().map(Monitoring.Alert::expression);
        return Stream.of(shown, alerts, Monitoring.variables().stream())
                .flatMap(expressions -> expressions)
                .distinct()
                .toList();
    }
}

package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.IntegrationTest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Health and metrics: they are on the management port and contain no personal data. */
@IntegrationTest
class OperationsIntegrationTests {

    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) (.*)$");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void showsHealthOnTheManagementPortOnly(String path) {
        assertThat(Answer.to(managementPort, "GET", path).json().path("status").asString())
                .isEqualTo("UP");
        Answer.to(port, "GET", path).assertProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "configprops", "heapdump", "threaddump", "loggers", "mappings", "shutdown"})
    void hidesOtherEndpoints(String endpoint) {
        Answer.to(managementPort, "GET", "/actuator/" + endpoint).assertProblem(404, "not-found");
        Answer.to(managementPort, "POST", "/actuator/" + endpoint).assertProblem(404, "not-found");
        Answer.to(port, "GET", "/actuator/" + endpoint).assertProblem(404, "not-found");
    }

    @Test
    void hidesMetricsFromBuyers() {
        Answer.to(port, "GET", "/actuator/prometheus").assertProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue_joins_total{outcome=\"waiting\"",
                "queue_joins_total{outcome=\"active\"",
                "queue_joins_total{outcome=\"refused\"",
                "queue_polls_total{outcome=\"waiting\"",
                "queue_polls_total{outcome=\"active\"",
                "queue_polls_total{outcome=\"ended\"",
                "queue_left_total",
                "queue_tokens_refused_total{reason=\"forged\"",
                "queue_admitted_total",
                "queue_skipped_total",
                "queue_expired_total",
                "queue_waiting",
                "queue_active",
                "queue_rate",
                "queue_max_active",
                "queue_paused",
                "queue_oldest_seconds",
                "queue_tick_delay_seconds_count",
                "queue_snapshot_age_seconds",
                "gate_answers_total{outcome=\"admitted\"",
                "gate_answers_total{outcome=\"not-admitted\"",
                "gate_answers_total{outcome=\"unauthorized\"",
                "catalogue_lookups_total",
                "catalogue_read_seconds_count{question=\"list\"",
                "catalogue_read_seconds_count{question=\"search\"",
                "catalogue_read_seconds_count{question=\"dates\"",
                "hikaricp_connections_active",
                "hikaricp_connections_pending",
                "hikaricp_connections_max",
                "hikaricp_connections_acquire_seconds_count",
                "jvm_memory_used_bytes",
                "process_cpu_usage"
            })
    void exposesMetric(String series) {
        assertThat(scrape()).containsPattern("(?m)^" + Pattern.quote(series) + "[ {,}]");
    }

    @Test
    void describesItsOwnMetrics() {
        var descriptions = HELP.matcher(scrape())
                .results()
                .filter(help -> help.group(1).matches("(queue|gate|catalogue|dependency|hikaricp)_.*"))
                .collect(Collectors.toMap(help -> help.group(1), help -> help.group(2)));

        assertThat(descriptions)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        (name, description) -> assertThat(description).as(name).contains(" "));
    }

    @Test
    void countsTheAnswersOfTheGate() {
        double admitted = gateAnswers("admitted");
        double unauthorized = gateAnswers("unauthorized");
        var api = new Api(port);
        api.get("/api/v1/queue/gate", "waitingToken", Operator.admit(port, "main", "somebody-to-count"));
        api.get("/api/v1/queue/gate", "waitingToken", "forged");

        assertThat(gateAnswers("admitted")).isEqualTo(admitted + 1);
        assertThat(gateAnswers("unauthorized")).isEqualTo(unauthorized + 1);
    }

    private double gateAnswers(String outcome) {
        var line = Pattern.compile("gate_answers_total\\{outcome=\"" + outcome + "\"} (\\S+)")
                .matcher(scrape());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void metricsContainNoPersonalData() {
        var api = new Api(port);
        var token = api.tokenOf("somebody-not-to-measure");
        api.poll(token);
        api.get("/api/v1/queue/gate", "waitingToken", token);
        api.get("/api/v1/concerts/query?keyword=something-not-to-measure");
        api.get("/api/v1/nothing-to-measure/" + token);
        api.leave(token);

        assertThat(scrape()).doesNotContain("not-to-measure", "nothing-to-measure", token, "uri=");
    }

    private String scrape() {
        var answer = Answer.to(managementPort, "GET", "/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}

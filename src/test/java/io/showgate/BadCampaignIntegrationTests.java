package io.showgate;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that would create an invalid campaign, or make one invalid. Each is refused and changes nothing. */
@BadInputTest
class BadCampaignIntegrationTests extends UntouchedCoupons {

    private static final Map<String, String> VALID = Map.of(
            "name", "\"First come\"",
            "stock", "10",
            "opensAt", "\"2030-01-01T10:00:00Z\"",
            "closesAt", "\"2030-01-02T10:00:00Z\"");

    private static final List<String> INVALID_NAMES = List.of(
            "\"\"",
            "\" \"",
            "\"\\t\"",
            "\"a\\nb\"",
            "\"a\\u0000b\"",
            "\"\\u007f\"",
            "\"a\\u0085\"",
            "\"\\ud83d\"",
            '"' + "a".repeat(101) + '"',
            '"' + "a".repeat(60_000) + '"',
            "[]",
            "{}");

    private static final List<String> INVALID_STOCKS = List.of(
            "-1",
            "0",
            "10000001",
            "2147483648",
            "-2147483649",
            "99999999999999999999",
            "1.5",
            "1.0",
            "1e3",
            "1e400",
            "\"ten\"",
            "\"10\"",
            "\"\"",
            "true",
            "[1]",
            "{}",
            "NaN",
            "007",
            "0x10");

    private static final List<String> INVALID_TIMES = List.of(
            "\"\"",
            "\"tomorrow\"",
            "\"2030-01-01\"",
            "\"2030-01-01T10:00:00\"",
            "\"2030-01-01 10:00:00Z\"",
            "\"2030-02-30T10:00:00Z\"",
            "\"2030-01-01T25:00:00Z\"",
            "\"2030-01-01T10:00:00+19:00\"",
            "\"1999-12-31T23:59:59Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"-2030-01-01T10:00:00Z\"",
            "\"+10000-01-01T00:00:00Z\"",
            "\"10000-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59+18:00\"",
            "\"3000-01-01T00:00:00Z\"",
            "1893456000000",
            "1e400",
            "true",
            "[]",
            "[2030,1,1]",
            "{}");

    private static final List<String> INVALID_QUEUES = List.of(
            "\"nope\"", "\"MAIN\"", "\" main\"", "\" \"", "\"main,closed\"", "\"\\u0000\"", "1", "true", "[]", "{}");

    private static final Map<String, List<String>> INVALID = Map.of(
            "name",
            INVALID_NAMES,
            "stock",
            INVALID_STOCKS,
            "opensAt",
            INVALID_TIMES,
            "closesAt",
            INVALID_TIMES,
            "queue",
            INVALID_QUEUES);

    static List<String> changes() {
        var bodies = new ArrayList<String>();
        INVALID.forEach((member, values) -> values.forEach(value -> bodies.add('{' + member(member, value) + '}')));
        for (var unknown : List.of("couponId", "issued", "left", "state", "changed", "nope", "Stock", "opensat")) {
            bodies.add('{' + member(unknown, "1") + '}');
        }
        bodies.add("{\"stock\":11,\"stock\":12}");
        bodies.add("{\"stock\":11,\"name\":\"\"}");
        bodies.add("{\"name\":\"Renamed\",\"opensAt\":\"2031-01-01T10:00:00Z\",\"closesAt\":\"2031-01-01T10:00:00Z\"}");
        bodies.add("{\"opensAt\":\"2031-01-01T10:00:00.001Z\",\"closesAt\":\"2031-01-01T10:00:00Z\"}");
        bodies.add("{\"opensAt\":\"2999-12-31T23:59:59Z\"}");
        bodies.add("{\"closesAt\":\"2000-01-01T00:00:00Z\"}");
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusesAnInvalidChange(String change) {
        Answer.of(coupons.change(coupon, change)).assertProblem(400, "invalid-body");
    }

    /** A new campaign may not have the invalid values either, and must have all members. */
    static List<String> additions() {
        var bodies = changes().stream()
                .filter(not(change -> change.contains("2999") || change.contains("2000-01-01")))
                .map(BadCampaignIntegrationTests::completed)
                .collect(Collectors.toCollection(ArrayList::new));
        for (var member : VALID.keySet()) {
            bodies.add(campaign(Map.of(member, "null")));
            bodies.add(campaign(Map.of(member, "")));
        }
        return bodies;
    }

    /** Adds valid values for the members that a change leaves out. */
    private static String completed(String change) {
        var missing = VALID.entrySet().stream()
                .filter(valid -> !change.contains('"' + valid.getKey() + "\":"))
                .map(valid -> member(valid.getKey(), valid.getValue()))
                .collect(Collectors.joining(","));
        return missing.isEmpty() ? change : change.substring(0, change.length() - 1) + ',' + missing + '}';
    }

    private static String campaign(Map<String, String> different) {
        var members = new LinkedHashMap<>(VALID);
        members.putAll(different);
        return members.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> member(each.getKey(), each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(String name, String value) {
        return '"' + name + "\":" + value;
    }

    @ParameterizedTest
    @MethodSource("additions")
    void refusesAnInvalidCampaign(String campaign) {
        Answer.of(coupons.post(campaign)).assertProblem(400, "invalid-body");
    }

    @Test
    void namesTheInvalidMember() {
        INVALID.forEach((member, values) -> {
            var answer = Answer.of(coupons.change(coupon, '{' + member(member, values.getLast()) + '}'));
            if (answer.json().has("member")) {
                assertThat(answer.json().path("member").asString()).isEqualTo(member);
            } else {
                assertThat(values.getLast()).as("the value that is not JSON").isEqualTo("0x10");
            }
        });
    }

    @Test
    void refusesAStockBelowTheClaimedCoupons() {
        long sold = coupons.add(2);
        coupons.issuedTo(sold, "first");
        coupons.issuedTo(sold, "second");
        remember();

        var answer = Answer.of(coupons.change(sold, "{\"stock\":1}")).assertProblem(409, "stock-too-low");

        assertThat(answer.json().path("taken").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"stock\":null,\"queue\":null}", "{\"opensAt\":null}"})
    void anEmptyChangeChangesNothing(String change) {
        var before = coupons.operator("GET", coupon, "").body().replaceFirst("\"serverTime.*", "");

        assertThat(coupons.change(coupon, change).statusCode()).isEqualTo(200);

        assertThat(coupons.operator("GET", coupon, "").body()).startsWith(before);
        remember();
    }
}

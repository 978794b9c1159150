package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP answer, with the checks that many tests need.
 *
 * @param status the status, or 0 if the server closed the connection without one
 * @param headers the headers by name, in lower case
 * @param body the body as text
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** No answer may contain these: class names, stack traces, and the names of the product's libraries and servers. */
    private static final String INTERNALS =
            "(?is).*(exception|\\bat [a-z.]+\\(|java\\.|showgate\\.|spring|tomcat|jackson"
                    + "|redis|lettuce|hikari|<html).*";

    /** The answer that the JDK's client received. */
    public static Answer of(HttpResponse<String> response) {
        var headers = new TreeMap<String, String>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** Sends a request without a body and returns the answer; headers are name, value, name, value. */
    public static Answer to(int port, String method, String path, String... headers) {
        return toBody(port, method, path, "", headers);
    }

    /** Sends a request with a body and returns the answer; headers are name, value, name, value. */
    public static Answer toBody(int port, String method, String path, String body, String... headers) {
        return of(new Api(port).send(method, path, body, headers));
    }

    /** The value of a header; empty if it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The slug of the problem in the body. */
    public String problem() {
        var type = json().path("type").asString();
        return type.substring(type.indexOf('#') + 1);
    }

    /** Asserts a complete problem detail with this status and slug that contains nothing internal. */
    public Answer assertProblem(int expectedStatus, String slug) {
        assertProblem();
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(json().path("type").asString()).isEqualTo("/docs/problems.md#" + slug);
        return this;
    }

    /** Asserts a complete problem detail of any kind, with a 4xx status, that contains nothing internal. */
    public Answer assertProblem() {
        assertThat(status).as(body).isBetween(400, 499);
        assertThat(header("content-type")).startsWith("application/problem+json");
        assertThat(header("cache-control")).as("header Cache-Control").isEqualTo("no-store");
        assertThat(json().path("type").asString()).startsWith("/docs/problems.md#");
        assertThat(json().path("title").asString()).isNotBlank();
        assertThat(json().path("status").asInt()).isEqualTo(status);
        assertThat(json().path("detail").asString()).isNotBlank();
        assertThat(json().path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(body).doesNotMatch(INTERNALS);
        return this;
    }
}

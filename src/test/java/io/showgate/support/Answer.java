package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP answer as tests look at it.
 *
 * @param status the status, or 0 if the server closed the connection without one
 * @param headers the headers by name, in lower case
 * @param body the body as text
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What must never leave: class names, stack traces, and the names of what the product is made of. */
    private static final String INSIDES = "(?is).*(exception|\\bat [a-z.]+\\(|java\\.|showgate\\.|spring|tomcat|jackson"
            + "|redis|lettuce|hikari|<html).*";

    /** What the JDK's client received. */
    public static Answer of(HttpResponse<String> response) {
        var headers = new TreeMap<String, String>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** The answer to a request without a body; the headers are names and values in turn. */
    public static Answer to(int port, String method, String path, String... headers) {
        return toBody(port, method, path, "", headers);
    }

    /** The answer to a request with a body; the headers are names and values in turn. */
    public static Answer toBody(int port, String method, String path, String body, String... headers) {
        return of(new Api(port).send(method, path, body, headers));
    }

    /** One header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body read as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The slug of the problem that this is. */
    public String problem() {
        var type = json().path("type").asString();
        return type.substring(type.indexOf('#') + 1);
    }

    /** Holds if this is a whole problem detail of that status and kind, which tells nothing about our insides. */
    public Answer assertProblem(int expectedStatus, String slug) {
        assertProblem();
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(json().path("type").asString()).isEqualTo("/docs/problems.md#" + slug);
        return this;
    }

    /** Holds if this is a whole problem detail in the 4xx class, whatever its kind. */
    public Answer assertProblem() {
        assertThat(status).as(body).isBetween(400, 499);
        assertThat(header("content-type")).startsWith("application/problem+json");
        assertThat(json().path("type").asString()).startsWith("/docs/problems.md#");
        assertThat(json().path("title").asString()).isNotBlank();
        assertThat(json().path("status").asInt()).isEqualTo(status);
        assertThat(json().path("detail").asString()).isNotBlank();
        assertThat(json().path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(body).doesNotMatch(INSIDES);
        return this;
    }
}

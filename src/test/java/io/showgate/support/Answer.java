package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    /** One header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body read as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
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

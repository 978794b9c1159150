package io.showgate.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * One occurrence of an error on its way to a client, as an RFC 9457 problem detail. It says what the client can do
 * about it and never carries the text of an exception. Each has a random {@code traceId}, which is also in the log line
 * where there is one.
 *
 * @param type what kind of error
 * @param detail what is wrong in this case, for a person
 * @param retryAfter when to come back, sent in whole seconds, rounded up, or null
 * @param properties further members of the body
 */
public record Problem(
        ProblemType type, String detail, @Nullable Duration retryAfter, Map<String, Object> properties) {

    private static final JsonMapper JSON = new JsonMapper();

    public Problem {
        properties = Map.copyOf(properties);
    }

    /** A problem without further members. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null, Map.of());
    }

    /** Something that is needed does not answer; not everybody is to come back at the same moment. */
    public static Problem tryAgainLater() {
        return of(ProblemType.TRY_AGAIN_LATER, "Nothing is lost; come back after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 6)));
    }

    /** The same problem with one more member in its body. */
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new Problem(type, detail, retryAfter, more);
    }

    /** The same problem with a time to come back. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail, wait, properties);
    }

    /**
     * As the result of a controller method; the body is finished, so that no converter can fail on what the client
     * accepts.
     */
    public ResponseEntity<byte[]> toResponse() {
        var response = ResponseEntity.status(type.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
        return response.body(toJson(newTraceId()));
    }

    /** Its status and headers only, for what writes a body in a way of its own. */
    void announce(HttpServletResponse response) {
        response.setStatus(type.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
    }

    /** Straight to the response, for what stands in front of the controllers. */
    public void writeTo(HttpServletResponse response) {
        announce(response);
        var body = toJson(newTraceId());
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        }
    }

    /** The body, bearing the given id. */
    byte[] toJson(String traceId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type.uri().toString());
        members.put("title", type.title());
        members.put("status", type.status().value());
        members.put("detail", detail);
        members.put("traceId", traceId);
        properties.forEach(members::putIfAbsent);
        return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    }

    /** An id that is unique enough to find one log line among a day's. */
    static String newTraceId() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}

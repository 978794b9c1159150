package io.showgate.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * One occurrence of an error on its way to a client, as an RFC 9457 problem detail. It says what the client can do
 * about it and never carries the text of an exception. Each has a random {@code traceId}, which is also in the log line
 * if there is one. Immutable, so that a constant can serve many requests (docs/adr/0021).
 *
 * @param type the kind of error
 * @param detail what is wrong in this case, for a person
 * @param retryAfter when to come back, sent in whole seconds, rounded up; null for an error against which no wait
 *     helps. A 503 is always sent with such a time: if this is null, the time is 2 to 5 s
 * @param properties further members of the body, in this order
 */
public record Problem(
        ProblemType type, String detail, @Nullable Duration retryAfter, Map<String, Object> properties) {

    private static final JsonMapper JSON = new JsonMapper();

    public Problem {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** A problem without further members. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null, Map.of());
    }

    /** The problem that a bare HTTP status stands for. */
    static Problem ofStatus(int status) {
        var type = ProblemType.ofStatus(status);
        return type.equals(ProblemType.TRY_AGAIN_LATER) ? tryAgainLater() : of(type, type.title() + ".");
    }

    /** A dependency that the route needs does not answer. */
    public static Problem tryAgainLater() {
        return of(ProblemType.TRY_AGAIN_LATER, "Nothing is lost; come back after the time in Retry-After.");
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
     * The result of a controller method. Its body is finished, so that no converter can fail because of the client's
     * {@code Accept} header.
     */
    public ResponseEntity<byte[]> toResponse() {
        return toResponse(newTraceId());
    }

    /** The result of a controller method with this {@code traceId}, which the log line has too. */
    ResponseEntity<byte[]> toResponse(String traceId) {
        var response = ResponseEntity.status(type.status());
        headers(response::header);
        return response.body(toJson(traceId));
    }

    /** Writes the problem directly to the response, for filters and for routes that write their own answers. */
    public void writeTo(HttpServletResponse response) {
        writeHead(response);
        var body = toJson(newTraceId());
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        }
    }

    /** Writes only status and headers, for a caller that writes the body itself. */
    void writeHead(HttpServletResponse response) {
        response.setStatus(type.status().value());
        headers(response::setHeader);
    }

    private void headers(BiConsumer<String, String> set) {
        set.accept(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        set.accept(HttpHeaders.CACHE_CONTROL, "no-store");
        var wait = waitToSend();
        if (wait != null) {
            set.accept(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
    }

    /**
     * The given time, or a random time for a 503 without one, so that refused clients do not come back at the same
     * moment.
     */
    private @Nullable Duration waitToSend() {
        return retryAfter == null && type.status() == HttpStatus.SERVICE_UNAVAILABLE
                ? Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 6))
                : retryAfter;
    }

    /** The body with this {@code traceId}. */
    byte[] toJson(String traceId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status().value());
        members.put("detail", detail);
        members.put("traceId", traceId);
        properties.forEach(members::putIfAbsent);
        return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    }

    /** A random id, long enough to find one log line among the lines of a day. */
    static String newTraceId() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}

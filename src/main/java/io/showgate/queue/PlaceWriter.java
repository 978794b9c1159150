package io.showgate.queue;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes a person's place straight to the response. Joining and polling are by far the most frequent requests. Spring's
 * converters with their reflection would cost more than the rest of such a request (docs/adr/0010). docs/http.md lists
 * the names. No value needs escaping, because a token has only dots and the characters of base64url.
 */
final class PlaceWriter {

    private static final int USUAL_LENGTH = 400;

    private PlaceWriter() {}

    static void write(QueueAnswer.Placed answer, HttpServletResponse response) throws IOException {
        var body = json(answer).getBytes(StandardCharsets.ISO_8859_1);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String json(QueueAnswer.Placed answer) {
        var json =
                new StringBuilder(USUAL_LENGTH).append("{\"waitingToken\":\"").append(answer.waitingToken());
        switch (answer) {
            case QueueAnswer.Waiting waiting ->
                position(json, "WAITING", waiting.position(), waiting.position() - 1, waiting.estimatedWait());
            case QueueAnswer.Active _ -> position(json, "ACTIVE", 0, 0, null);
        }
        return json.append(",\"admission\":\"")
                .append(answer.admission().name())
                .append("\",\"pollAfterMillis\":")
                .append(answer.pollAfter().toMillis())
                .append(",\"expiresAt\":\"")
                .append(answer.expiresAt())
                .append("\",\"staleSince\":")
                .append(quoted(answer.staleSince()))
                .append('}')
                .toString();
    }

    private static String quoted(@Nullable Instant time) {
        return time == null ? "null" : "\"" + time + '"';
    }

    private static void position(
            StringBuilder json, String status, long position, long ahead, @Nullable WaitEstimate estimate) {
        json.append("\",\"status\":\"")
                .append(status)
                .append("\",\"position\":")
                .append(position)
                .append(",\"num\":")
                .append(position)
                .append(",\"ahead\":")
                .append(ahead)
                .append(",\"estimatedWait\":");
        if (estimate == null) {
            json.append("null");
        } else {
            json.append("{\"p50\":\"")
                    .append(estimate.p50())
                    .append("\",\"p90\":\"")
                    .append(estimate.p90())
                    .append("\"}");
        }
    }
}

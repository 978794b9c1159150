package io.showgate.queue;

import io.showgate.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Join, ask for one's place, leave. */
@RestController
class QueueController {

    private static final String TOKEN = "waitingToken";

    private final WaitingQueue queue;

    QueueController(WaitingQueue queue) {
        this.queue = queue;
    }

    /** A person's place as it goes out; the names are those of docs/architecture.md. */
    record Place(
            String waitingToken,
            String status,
            long position,
            long num,
            long ahead,
            @Nullable WaitEstimate estimatedWait,
            long pollAfterMillis,
            Instant expiresAt) {}

    @PostMapping(path = "/api/v1/user/{userId}/queue/token/issue", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> issue(
            @PathVariable String userId, @RequestParam(defaultValue = QueueProperties.MAIN) String queue) {
        return respond(this.queue.join(queue, new UserId(userId)));
    }

    @GetMapping("/api/v1/user/queue/token/query")
    ResponseEntity<?> query(@RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        return respond(queue.locate(token));
    }

    @DeleteMapping("/api/v1/user/queue/token")
    ResponseEntity<?> leave(@RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        var refused = queue.leave(token);
        return refused == null
                ? ResponseEntity.noContent().build()
                : QueueProblems.of(refused).toResponse();
    }

    private static ResponseEntity<?> respond(QueueAnswer answer) {
        return switch (answer) {
            case QueueAnswer.Waiting waiting -> ok(place(waiting));
            case QueueAnswer.Active active -> ok(place(active));
            case QueueAnswer.Refused refused -> QueueProblems.of(refused).toResponse();
        };
    }

    private static ResponseEntity<Place> ok(Place place) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(place);
    }

    private static Place place(QueueAnswer.Waiting waiting) {
        return new Place(
                waiting.waitingToken(),
                "WAITING",
                waiting.position(),
                waiting.position(),
                waiting.position() - 1,
                waiting.estimatedWait(),
                waiting.pollAfter().toMillis(),
                waiting.expiresAt());
    }

    private static Place place(QueueAnswer.Active active) {
        return new Place(
                active.waitingToken(),
                "ACTIVE",
                0,
                0,
                0,
                null,
                active.pollAfter().toMillis(),
                active.expiresAt());
    }
}

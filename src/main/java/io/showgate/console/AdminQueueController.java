package io.showgate.console;

import io.showgate.queue.QueueAnswer;
import io.showgate.queue.QueueChange;
import io.showgate.queue.QueueControl;
import io.showgate.queue.QueueFigures;
import io.showgate.queue.QueueProblems;
import io.showgate.web.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's routes for the queues: figures, settings, and a bypass for one user. */
@RestController
@RequestMapping(path = "/api/v1/admin/queues", produces = MediaType.APPLICATION_JSON_VALUE)
class AdminQueueController {

    private final QueueControl queues;

    AdminQueueController(QueueControl queues) {
        this.queues = queues;
    }

    @GetMapping
    Map<String, List<QueueFigures>> all() {
        return Map.of("queues", queues.figures());
    }

    @GetMapping("/{queue}")
    ResponseEntity<?> one(@PathVariable String queue) {
        return respond(queues.figures(queue));
    }

    @PatchMapping(path = "/{queue}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable String queue, @RequestBody QueueChange wanted) {
        return respond(queues.change(queue, wanted));
    }

    /** Admits one user at once, before all waiting users. A repetition changes nothing. */
    @PutMapping("/{queue}/active/{userId}")
    ResponseEntity<?> bypass(@PathVariable String queue, @PathVariable String userId) {
        return switch (queues.bypass(queue, new UserId(userId))) {
            case QueueAnswer.Active active ->
                ResponseEntity.ok(Map.of(
                        "waitingToken", active.waitingToken(), "status", "ACTIVE", "expiresAt", active.expiresAt()));
            case QueueAnswer.Waiting _ -> throw new IllegalStateException("A bypassed user never waits");
            case QueueAnswer.Refused refused -> QueueProblems.of(refused).toResponse();
        };
    }

    private static ResponseEntity<?> respond(@Nullable QueueFigures figures) {
        return figures == null
                ? QueueProblems.of(new QueueAnswer.UnknownQueue()).toResponse()
                : ResponseEntity.ok(figures);
    }
}

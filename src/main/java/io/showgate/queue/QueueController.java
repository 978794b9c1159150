package io.showgate.queue;

import io.showgate.traffic.PendingRefusal;
import io.showgate.web.Caller;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Join, poll, leave. These are hot routes, so they read the request and write the response themselves. */
@RestController
class QueueController {

    private static final String TOKEN = "waitingToken";

    private final WaitingQueue queue;

    QueueController(WaitingQueue queue) {
        this.queue = queue;
    }

    @PostMapping(path = "/api/v1/user/{userId}/queue/token/issue", produces = MediaType.APPLICATION_JSON_VALUE)
    void issue(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var user = Caller.inDecodedPath(request, path.getOrDefault("userId", ""));
        var name = queueName(request.getParameterValues("queue"));
        var tooOften = PendingRefusal.of(request);
        if (tooOften == null) {
            respond(queue.join(name, user), response);
        } else {
            rejoin(name, user, tooOften, response);
        }
    }

    /** Answers a user who joins too often with the place that they have, but gives them no new one. */
    private void rejoin(String name, UserId user, PendingRefusal tooOften, HttpServletResponse response)
            throws IOException {
        var place = queue.rejoin(name, user);
        if (place == null) {
            tooOften.refuse().writeTo(response);
        } else {
            respond(place, response);
        }
    }

    /** Two names count as one unknown name, because a gateway in front could choose the other one. */
    private static String queueName(String @Nullable [] values) {
        var name = values == null ? "" : String.join(",", values);
        return name.isEmpty() ? QueueProperties.MAIN : name;
    }

    @GetMapping("/api/v1/user/queue/token/query")
    void query(HttpServletRequest request, HttpServletResponse response) throws IOException {
        respond(queue.locate(request.getHeader(TOKEN), Caller.named(request)), response);
    }

    @DeleteMapping("/api/v1/user/queue/token")
    void leave(HttpServletRequest request, HttpServletResponse response) {
        var refused = queue.leave(request.getHeader(TOKEN), Caller.named(request));
        if (refused == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            QueueProblems.of(refused).writeTo(response);
        }
    }

    private static void respond(QueueAnswer answer, HttpServletResponse response) throws IOException {
        switch (answer) {
            case QueueAnswer.Placed placed -> PlaceWriter.write(placed, response);
            case QueueAnswer.Refused refused -> QueueProblems.of(refused).writeTo(response);
        }
    }
}

package io.showgate.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.admission.AdmissionProperties.WhenRedisIsAway;
import io.showgate.queue.QueueAnswer;
import io.showgate.queue.QueueProblems;
import io.showgate.queue.WaitingQueue;
import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides about one request: null lets it pass, and a problem says why it may not pass. The answer comes from this
 * instance's replica of the active users. Its cost grows neither with the number of active users nor with the queue.
 */
@Component
class Gate {

    private static final String TOKEN = "waitingToken";

    private final WaitingQueue queue;
    private final Counter admitted;
    private final Counter notAdmitted;
    private final Counter unauthorized;
    private final Counter unavailable;
    private final boolean strict;

    Gate(WaitingQueue queue, AdmissionProperties properties, MeterRegistry registry) {
        this.queue = queue;
        strict = properties.whenRedisIsAway() == WhenRedisIsAway.NOBODY;
        admitted = counter(registry, "admitted");
        notAdmitted = counter(registry, "not-admitted");
        unauthorized = counter(registry, "unauthorized");
        unavailable = counter(registry, "unavailable");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("gate.answers")
                .description("Requests at the gate, by answer")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Nullable
    Problem check(HttpServletRequest request, String queueName) {
        return decide(enter(request, queueName));
    }

    /** Asks the queue about the holder of the request's token. {@link #decide} says what the answer means. */
    QueueAnswer enter(HttpServletRequest request, String queueName) {
        return queue.enter(queueName, token(request));
    }

    /** Decides about a request of one user: a token of another user does not let it pass. */
    @Nullable
    Problem check(HttpServletRequest request, String queueName, UserId user) {
        var answer = enter(request, queueName);
        boolean others =
                answer instanceof QueueAnswer.Active active && !active.user().equals(user.value());
        return decide(others ? new QueueAnswer.Forged() : answer);
    }

    /** Why this answer of the queue does not let its request pass; null if it does. Counts the decision. */
    @Nullable
    Problem decide(QueueAnswer answer) {
        return switch (answer) {
            case QueueAnswer.Active active
            when strict && active.staleSince() != null -> {
                unavailable.increment();
                yield QueueProblems.cannotTell();
            }
            case QueueAnswer.Active _ -> {
                admitted.increment();
                yield null;
            }
            case QueueAnswer.Waiting waiting -> {
                notAdmitted.increment();
                yield QueueProblems.notAdmitted(waiting);
            }
            case QueueAnswer.Refused refused -> {
                unauthorized.increment();
                yield QueueProblems.of(refused);
            }
        };
    }

    /** Reads the header, or the cookie of the same name, which a browser behind a reverse proxy sends. */
    private static @Nullable String token(HttpServletRequest request) {
        var header = request.getHeader(TOKEN);
        return header != null ? header : cookie(request.getCookies());
    }

    private static @Nullable String cookie(Cookie @Nullable [] cookies) {
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(TOKEN)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}

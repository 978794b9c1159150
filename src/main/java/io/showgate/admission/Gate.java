package io.showgate.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.admission.AdmissionProperties.WhenRedisIsAway;
import io.showgate.queue.QueueAnswer;
import io.showgate.queue.QueueProblems;
import io.showgate.queue.WaitingQueue;
import io.showgate.web.Caller;
import io.showgate.web.Origins;
import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides about one request: null lets it pass, and a problem says why it may not pass. The answer comes from this
 * instance's replica of the active users. Its cost grows neither with the number of active users nor with the queue.
 */
@Component
class Gate {

    private final GateTokens tokens;
    private final Origins origins;
    private final Counter admitted;
    private final Counter notAdmitted;
    private final Counter unauthorized;
    private final Counter unavailable;
    private final boolean strict;

    Gate(WaitingQueue queue, Origins origins, AdmissionProperties properties, MeterRegistry registry) {
        tokens = new GateTokens(queue);
        this.origins = origins;
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

    /**
     * Asks the queue for a reverse proxy about the holder of the request's token. {@link #decide} says what the answer
     * means. The method and the origin are those of the visitor's request to the other site, which knows from which
     * pages it may come. If the request names a user, only the user's own tokens count.
     */
    QueueAnswer enter(HttpServletRequest request, String queueName) {
        return tokens.enter(request, queueName, Caller.named(request), true);
    }

    /**
     * Decides about a request to one of our own routes. If a foreign page changes state, the cookie does not count.
     *
     * @param user the user of the request, whose tokens count; null if the request names none
     */
    @Nullable
    Problem checkOwn(HttpServletRequest request, String queueName, @Nullable UserId user) {
        boolean foreign = origins.isForeignChange(request);
        var answer = tokens.enter(request, queueName, user, !foreign);
        boolean needsCookie =
                foreign && !(answer instanceof QueueAnswer.Placed) && GateTokens.hasCookie(request, queueName);
        return needsCookie ? origins.refuse() : decide(answer);
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
}

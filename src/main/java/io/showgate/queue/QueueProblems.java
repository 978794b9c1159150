package io.showgate.queue;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;

/** How the waiting room's refusals leave over HTTP; docs/problems.md has a section for each. */
public final class QueueProblems {

    static final ProblemType UNKNOWN_QUEUE =
            new ProblemType("unknown-queue", HttpStatus.NOT_FOUND, "There is no queue of this name");
    static final ProblemType QUEUE_DRAINING =
            new ProblemType("queue-draining", HttpStatus.CONFLICT, "The queue takes nobody new");
    static final ProblemType QUEUE_FULL =
            new ProblemType("queue-full", HttpStatus.CONFLICT, "As many people as allowed are inside");
    static final ProblemType NO_TOKEN =
            new ProblemType("token-missing", HttpStatus.UNAUTHORIZED, "A waiting token is needed");
    static final ProblemType FORGED =
            new ProblemType("token-invalid", HttpStatus.UNAUTHORIZED, "The waiting token is not valid here");
    static final ProblemType ENDED =
            new ProblemType("token-ended", HttpStatus.UNAUTHORIZED, "The place of this waiting token is gone");
    static final ProblemType NOT_ADMITTED =
            new ProblemType("not-admitted", HttpStatus.FORBIDDEN, "Your turn has not come yet");

    private static final Problem UNKNOWN_QUEUE_HERE =
            Problem.of(UNKNOWN_QUEUE, "Name one of the queues of this sale in the parameter 'queue'.");

    private QueueProblems() {}

    /** Why somebody has no place. */
    public static Problem of(QueueAnswer.Refused refused) {
        return switch (refused) {
            case QueueAnswer.UnknownQueue _ -> UNKNOWN_QUEUE_HERE;
            case QueueAnswer.Draining _ ->
                Problem.of(QUEUE_DRAINING, "Those who wait are still let in, nobody can join.");
            case QueueAnswer.Closed _ ->
                Problem.of(ProblemType.TRY_AGAIN_LATER, "The queue is being brought back; no place is lost.")
                        .retryAfter(
                                Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 6)));
            case QueueAnswer.Full _ -> Problem.of(QUEUE_FULL, "Wait for somebody to leave, or raise maxActive.");
            case QueueAnswer.NoToken _ -> Problem.of(NO_TOKEN, "Send the header 'waitingToken' that joining returned.");
            case QueueAnswer.Forged _ ->
                Problem.of(FORGED, "Send the token exactly as joining this queue returned it.");
            case QueueAnswer.Ended _ ->
                Problem.of(ENDED, "The place was given up or the session is over; join again for a new one.");
        };
    }

    /** Nobody can be told for sure now, because Redis is away. */
    public static Problem cannotTell() {
        return Problem.tryAgainLater();
    }

    /** Why somebody who waits may not pass yet, with their place and the time to come back. */
    public static Problem notAdmitted(QueueAnswer.Waiting waiting) {
        return new Problem(
                NOT_ADMITTED,
                "Keep the token and come back after the time in Retry-After.",
                waiting.pollAfter(),
                Map.of(
                        "position", waiting.position(),
                        "ahead", waiting.position() - 1,
                        "pollAfterMillis", waiting.pollAfter().toMillis()));
    }
}

package io.showgate.queue;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;

/** The refusals of the waiting room as problem details. docs/problems.md has a section for each. */
public final class QueueProblems {

    static final ProblemType UNKNOWN_QUEUE =
            new ProblemType("unknown-queue", HttpStatus.NOT_FOUND, "There is no queue of this name");
    static final ProblemType QUEUE_DRAINING =
            new ProblemType("queue-draining", HttpStatus.CONFLICT, "The queue takes no new people");
    static final ProblemType QUEUE_FULL =
            new ProblemType("queue-full", HttpStatus.CONFLICT, "The maximum number of users is active");
    static final ProblemType NO_TOKEN =
            new ProblemType("token-missing", HttpStatus.UNAUTHORIZED, "A waiting token is needed");
    static final ProblemType FORGED =
            new ProblemType("token-invalid", HttpStatus.UNAUTHORIZED, "The waiting token is not valid here");
    static final ProblemType ENDED =
            new ProblemType("token-ended", HttpStatus.UNAUTHORIZED, "The place of this waiting token is gone");
    static final ProblemType NOT_ADMITTED =
            new ProblemType("not-admitted", HttpStatus.FORBIDDEN, "Your turn has not come yet");

    private static final Problem UNKNOWN_QUEUE_HERE = Problem.of(UNKNOWN_QUEUE, "No queue of this sale has this name.");

    private QueueProblems() {}

    /** Why a person has no place. */
    public static Problem of(QueueAnswer.Refused refused) {
        return switch (refused) {
            case QueueAnswer.UnknownQueue _ -> UNKNOWN_QUEUE_HERE;
            case QueueAnswer.Draining _ ->
                Problem.of(QUEUE_DRAINING, "The queue still admits the people who wait, but no one can join.");
            case QueueAnswer.Closed _ ->
                Problem.of(ProblemType.TRY_AGAIN_LATER, "The queue cannot give places for a moment. No place is lost.")
                        .retryAfter(
                                Duration.ofSeconds(ThreadLocalRandom.current().nextInt(2, 6)));
            case QueueAnswer.Full _ -> Problem.of(QUEUE_FULL, "Wait until a user leaves, or raise maxActive.");
            case QueueAnswer.NoToken _ ->
                Problem.of(
                        NO_TOKEN,
                        "Send the waiting token from joining in the header 'waitingToken'. The gate, the routes behind it"
                                + " and claims also take a cookie of that name.");
            case QueueAnswer.Forged _ ->
                Problem.of(FORGED, "Send the token exactly as joining this queue returned it.");
            case QueueAnswer.NotYours _ ->
                Problem.of(FORGED, "The header 'X-User-Id' names another user than the token.");
            case QueueAnswer.Ended _ ->
                Problem.of(ENDED, "The place was given up, or the session is over. Join again for a new place.");
        };
    }

    /** The place of a person is not certain, because Redis does not answer. */
    public static Problem cannotTell() {
        return Problem.tryAgainLater();
    }

    /** Why a person who waits may not pass the gate yet, with their position and the time to come back. */
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

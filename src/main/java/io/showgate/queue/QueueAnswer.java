package io.showgate.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the waiting room answers to a person or to the gate. */
public sealed interface QueueAnswer {

    /** The person has a place: waiting or inside. */
    sealed interface Placed extends QueueAnswer {

        /** The token to come back with, the same for as long as the place lasts. */
        String waitingToken();

        /** When to ask again. */
        Duration pollAfter();

        /** Whether the queue lets people in. */
        Admission admission();

        /** Until when the place is safe without doing anything. */
        Instant expiresAt();

        /** As of when this is, if that is so long ago that it should be said; null otherwise. */
        @Nullable
        Instant staleSince();
    }

    /** The person has no place in this queue. */
    sealed interface Refused extends QueueAnswer {}

    /**
     * Not in yet.
     *
     * @param position 1 for the next in turn; it never rises
     * @param estimatedWait null unless people are let in
     * @param expiresAt until when the person's turn will not pass them by, even without another poll
     */
    record Waiting(
            String waitingToken,
            long position,
            @Nullable WaitEstimate estimatedWait,
            Admission admission,
            Duration pollAfter,
            Instant expiresAt,
            @Nullable Instant staleSince)
            implements Placed {}

    /**
     * Inside.
     *
     * @param expiresAt when the session ends unless it is used
     */
    record Active(
            String waitingToken,
            String user,
            Admission admission,
            Duration pollAfter,
            Instant expiresAt,
            @Nullable Instant staleSince)
            implements Placed {}

    /** No queue has this name. */
    record UnknownQueue() implements Refused {}

    /** The queue takes nobody new. */
    record Draining() implements Refused {}

    /** Redis lost the queue and it is not open again yet, or no number may be given for a moment. */
    record Closed() implements Refused {}

    /** As many as allowed are inside; only a bypass is refused with this. */
    record Full() implements Refused {}

    /** The token is missing. */
    record NoToken() implements Refused {}

    /** The token was not written by us, or is for another queue. */
    record Forged() implements Refused {}

    /** The place that the token stood for is given up or its session is over. */
    record Ended() implements Refused {}
}

package io.showgate.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer of the waiting room, to a person or to the gate. */
public sealed interface QueueAnswer {

    /** The person has a place: they wait or are active. */
    sealed interface Placed extends QueueAnswer {

        /** The token of the place, the same for as long as the place lasts. */
        String waitingToken();

        /** How long to wait before the next poll. */
        Duration pollAfter();

        /** The state of admission in the queue. */
        Admission admission();

        /** Until when the place lasts without another request. */
        Instant expiresAt();

        /** When the snapshot behind this answer was taken, or null if it is fresh. */
        @Nullable
        Instant staleSince();
    }

    /** The person has no place in this queue. */
    sealed interface Refused extends QueueAnswer {}

    /**
     * The person waits.
     *
     * @param position 1 for the next in turn; it never rises
     * @param estimatedWait null unless people are admitted
     * @param expiresAt until then the person cannot miss their turn, even without another poll
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
     * The person is active.
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

    /** The queue takes no new people. */
    record Draining() implements Refused {}

    /** Redis lost the queue and it is not open again yet, or the reserved numbers are used up for a moment. */
    record Closed() implements Refused {}

    /** As many users are active as allowed. Only a bypass is refused with this. */
    record Full() implements Refused {}

    /** The token is missing. */
    record NoToken() implements Refused {}

    /** Showgate did not write the token, or it is for another queue. */
    record Forged() implements Refused {}

    /** The request names another user than the holder of the token. */
    record NotYours() implements Refused {}

    /** The place of the token was given up, or its session is over. */
    record Ended() implements Refused {}
}

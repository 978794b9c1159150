package io.showgate.queue;

import io.showgate.web.UserId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives places in one queue and takes them back: join, bypass and leave. Thread-safe. */
final class QueuePlaces {

    private final QueueScripts scripts;
    private final QueueReplica replica;
    private final QueueRecovery recovery;
    private final RedisCondition redis;
    private final QueueAnswers answers;
    private final BatchedCalls<UserId, Optional<Placement>> confirmations;

    QueuePlaces(
            QueueScripts scripts,
            QueueReplica replica,
            QueueRecovery recovery,
            RedisCondition redis,
            QueueAnswers answers) {
        this.scripts = scripts;
        this.replica = replica;
        this.recovery = recovery;
        this.redis = redis;
        this.answers = answers;
        confirmations = new BatchedCalls<>(QueueScripts.CONFIRM_BATCH, scripts::confirm);
    }

    /** Gives the user a place at the end, or finds the one that they have. */
    QueueAnswer join(UserId user) {
        return place(() -> scripts.join(user), user.value());
    }

    /**
     * Finds the place of a user who joins too often; null if they have none. Redis confirms the place during this call,
     * so a place that was given up is never given again. All users who ask at the same time share one call of Redis.
     */
    @Nullable
    QueueAnswer rejoin(UserId user) {
        redis.require();
        return confirmations
                .answer(user)
                .map(placement -> answer(placement, user.value()))
                .orElse(null);
    }

    /** Admits the user at once, ahead of all people who wait. */
    QueueAnswer bypass(UserId user) {
        return place(() -> scripts.bypass(user), user.value());
    }

    private QueueAnswer place(Supplier<Placement> script, String user) {
        redis.require();
        return answer(replica.whenOpen(script, Placement.Closed.class::isInstance), user);
    }

    private QueueAnswer answer(Placement placement, String user) {
        return switch (placement) {
            case Placement.Waiting(long epoch, long number) -> {
                recovery.noteGiven(number);
                yield answers.waiting(answers.token(epoch, number, user), position(number, user));
            }
            case Placement.Active(long epoch, long nowMillis, ActiveUsers.Session session) -> {
                recovery.noteGiven(session.number());
                yield answers.confirmed(answers.token(epoch, session.number(), user), user, session, nowMillis);
            }
            case Placement.Draining() -> new QueueAnswer.Draining();
            case Placement.Full() -> new QueueAnswer.Full();
            case Placement.Closed() -> new QueueAnswer.Closed();
        };
    }

    /**
     * The position of a place that Redis has just confirmed. For people who came back after their turn, Redis tells the
     * position, because they stand before the frontier.
     */
    private long position(long number, String user) {
        var now = replica.snapshot();
        long position = number > now.frontier() ? now.position(number) : 0;
        if (position > 0) {
            return position;
        }
        return scripts.locate(user, number) instanceof Location.Waiting waiting ? Math.max(1, waiting.position()) : 1;
    }

    /** Gives up the place or the session of a token. */
    Departure.Outcome leave(WaitingToken token) {
        redis.require();
        replica.load();
        if (replica.snapshot().epoch() != token.epoch()) {
            return Departure.Outcome.NOTHING;
        }
        var departure = replica.whenOpen(
                () -> scripts.leave(token.user(), token.number()),
                answer -> answer.outcome() == Departure.Outcome.CLOSED);
        if (departure.outcome() != Departure.Outcome.CLOSED) {
            replica.actives().remove(token.user(), departure.number());
            replica.findings().end(token);
        }
        return departure.outcome();
    }
}

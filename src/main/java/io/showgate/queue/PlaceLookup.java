package io.showgate.queue;

import io.showgate.queue.PresenceBatch.Person;
import java.util.List;

/**
 * Finds the holders of waiting tokens of one queue, for polls and for the gate. It answers from the replica. It asks
 * Redis only about a person whose turn has come and who is not active here, or whose place is doubtful. Thread-safe; an
 * answer from the replica takes no lock.
 */
final class PlaceLookup {

    private final QueueScripts scripts;
    private final QueueReplica replica;
    private final QueueRecovery recovery;
    private final RedisCondition redis;
    private final PresenceWriter presence;
    private final QueueAnswers answers;
    private final SharedCalls<WaitingToken, Location> lookups = new SharedCalls<>();

    PlaceLookup(
            QueueScripts scripts,
            QueueReplica replica,
            QueueRecovery recovery,
            RedisCondition redis,
            PresenceWriter presence,
            QueueAnswers answers) {
        this.scripts = scripts;
        this.replica = replica;
        this.recovery = recovery;
        this.redis = redis;
        this.presence = presence;
        this.answers = answers;
    }

    /**
     * Finds the place of a token, and notes that its holder was seen.
     *
     * @param token what the text says
     * @param text the token that the answer holds
     */
    QueueAnswer locate(WaitingToken token, String text) {
        redis.eviction().require();
        if (!replica.state().isLoaded()) {
            redis.require();
            replica.load();
        }
        var session = replica.actives().find(token.user(), replica.redisMillis());
        if (session != null && session.number() == token.number()) {
            return answers.active(text, token.user(), session);
        }
        var now = replica.snapshot();
        boolean otherEpoch = now.epoch() != 0 && now.epoch() != token.epoch();
        if (otherEpoch || replica.findings().isEnded(token)) {
            return new QueueAnswer.Ended();
        }
        boolean isCertain = token.number() > now.frontier()
                && session == null
                && !replica.findings().isDoubtful(token.number());
        long position = isCertain ? now.position(token.number()) : 0;
        if (position == 0) {
            return ask(token, text);
        }
        presence.noteSeen(token.user(), token.number());
        return answers.waiting(text, position);
    }

    /** As {@link #locate}, for a request that uses the session: a session in use lasts longer. */
    QueueAnswer enter(WaitingToken token, String text) {
        var answer = locate(token, text);
        if (answer instanceof QueueAnswer.Active) {
            presence.noteUse(token.user());
        }
        return answer;
    }

    private QueueAnswer ask(WaitingToken token, String text) {
        redis.require();
        return switch (lookups.answer(token, () -> lookUp(token))) {
            case Location.Waiting(long number, long position) -> {
                if (number == token.number()) {
                    replica.findings().settle(number);
                }
                yield answers.waiting(tokenOf(token, text, number), position);
            }
            case Location.Active(long nowMillis, ActiveUsers.Session session) ->
                answers.confirmed(tokenOf(token, text, session.number()), token.user(), session, nowMillis);
            case Location.Closed() -> new QueueAnswer.Closed();
            case Location.Gone() -> {
                replica.findings().settle(token.number());
                replica.findings().end(token);
                yield new QueueAnswer.Ended();
            }
        };
    }

    /** The same token, or another one if its number was redirected after a loss. */
    private String tokenOf(WaitingToken token, String text, long number) {
        return number == token.number() ? text : answers.token(token.epoch(), number, token.user());
    }

    /**
     * Asks Redis. A place that Redis lost is put back, by this call or by another instance that asks at the same time.
     */
    private Location lookUp(WaitingToken token) {
        var location =
                replica.whenOpen(() -> scripts.locate(token.user(), token.number()), Location.Closed.class::isInstance);
        if (!(location instanceof Location.Gone)) {
            return location;
        }
        recovery.restore(List.of(new Person(token.user(), token.number())));
        return scripts.locate(token.user(), token.number());
    }
}

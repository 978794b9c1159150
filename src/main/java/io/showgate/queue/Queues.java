package io.showgate.queue;

import io.showgate.token.Secrets;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;

/** The queues of this installation by name. The configuration fixes them at start. */
@Component
class Queues {

    private final Map<String, LocalQueue> byName = new TreeMap<>();
    private final WaitingTokens tokens;

    Queues(
            QueueProperties properties,
            RedissonClient redisson,
            NumberRepository numbers,
            Secrets secrets,
            Clock clock) {
        tokens = new WaitingTokens(secrets.signer("waiting-token"));
        properties.named().forEach((name, settings) -> {
            var scripts = new QueueScripts(redisson, name, settings);
            var recovery = new QueueRecovery(name, scripts, numbers, properties.recovery());
            byName.put(name, new LocalQueue(name, settings, scripts, recovery, tokens, clock));
        });
    }

    @Nullable
    LocalQueue named(String queue) {
        return byName.get(queue);
    }

    Collection<LocalQueue> all() {
        return byName.values();
    }

    /** The content of a token, or null if this installation did not write it or has no such queue. */
    @Nullable
    WaitingToken read(String token) {
        var read = tokens.read(token);
        return read != null && byName.containsKey(read.queue()) ? read : null;
    }

    /** A token that {@link #read} has accepted, signed with the current secret. */
    String renewed(String token) {
        return tokens.renewed(token);
    }

    /** The queue of a token that {@link #read} returned. */
    LocalQueue of(WaitingToken token) {
        var queue = named(token.queue());
        if (queue == null) {
            throw new IllegalStateException("A token was read for a queue that does not exist");
        }
        return queue;
    }
}

package io.showgate.queue;

import io.showgate.startup.StartRefusedException;
import io.showgate.token.Signer;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The queues of this installation by name; which there are is fixed at start. */
@Component
class Queues {

    private static final int SHORTEST_SECRET = 16;

    private final Map<String, QueueView> views = new TreeMap<>();
    private final WaitingTokens tokens;

    Queues(
            QueueProperties properties,
            RedissonClient redisson,
            NumberRepository numbers,
            @Value("${showgate.secret:}") String secret,
            Clock clock) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new StartRefusedException(
                    "The secret that signs tokens is not set or has fewer than " + SHORTEST_SECRET + " characters.",
                    "Set the environment variable SHOWGATE_SECRET to the same long random text on all instances.");
        }
        tokens = new WaitingTokens(Signer.forPurpose(secret, "waiting-token"));
        properties.named().forEach((name, settings) -> {
            var scripts = new QueueScripts(redisson, name);
            var recovery = new QueueRecovery(name, scripts, numbers, properties.recovery());
            views.put(name, new QueueView(name, settings, scripts, recovery, tokens, clock));
        });
    }

    @Nullable
    QueueView named(String queue) {
        return views.get(queue);
    }

    Collection<QueueView> all() {
        return views.values();
    }

    /** What a token says, or null if we did not write it or know no such queue. */
    @Nullable
    WaitingToken read(String token) {
        var read = tokens.read(token);
        return read != null && views.containsKey(read.queue()) ? read : null;
    }
}

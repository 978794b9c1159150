package io.showgate.invariants;

import io.showgate.invariants.TestKeys.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.redisson.api.RedissonClient;

/** Checks the queues and campaigns in one Redis, again and again; thread-confined. */
final class StoredInvariants {

    /** Redis knows the last use of a key to the second. */
    private static final Duration CLOCK_OF_USES = Duration.ofSeconds(2);

    private final TestKeys keys;
    private final Set<String> knownAsBroken = new HashSet<>();
    private final Map<String, String> summaries = new HashMap<>();
    private long lastCheckNanos;

    StoredInvariants(RedissonClient redis) {
        keys = new TestKeys(redis);
        lastCheckNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
    }

    /**
     * The broken invariants of all queues and campaigns that have changed since the last check. One that was found
     * broken is not checked again, so that one test fails for it, and not those that follow.
     */
    List<Violation> newViolations() {
        var violations = new ArrayList<Violation>();
        for (var owner : changed()) {
            if (!knownAsBroken.contains(owner.prefix())) {
                broken(owner).forEach(text -> violations.add(new Violation(owner.prefix(), text)));
            }
        }
        violations.forEach(violation -> knownAsBroken.add(violation.owner()));
        return violations;
    }

    private List<Owner> changed() {
        var now = System.nanoTime();
        var sinceLastCheck = Duration.ofNanos(now - lastCheckNanos).plus(CLOCK_OF_USES);
        lastCheckNanos = now;
        return keys.usedWithin(sinceLastCheck).stream()
                .filter(owner -> !owner.summary().equals(summaries.put(owner.prefix(), owner.summary())))
                .toList();
    }

    private List<String> broken(Owner owner) {
        boolean isQueue = owner.prefix().startsWith("queue:");
        var broken = new ArrayList<>(
                isQueue
                        ? QueueInvariants.broken(QueueContents.read(keys, owner.prefix()))
                        : CampaignInvariants.broken(CampaignContents.read(keys, owner.prefix())));
        var known = isQueue ? QueueContents.KEYS : CampaignContents.KEYS;
        owner.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> broken.add("has a key that no invariant knows: " + name));
        return broken;
    }
}

package io.showgate.invariants;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.redisson.api.RedissonClient;

/** Checks the queues and campaigns in one Redis, again and again; thread-confined. */
final class StoredInvariants {

    private static final Pattern KEY = Pattern.compile("((queue|coupon):\\{[^}]*\\}:)(.*)");

    private final TestKeys keys;
    private final Set<String> knownAsBroken = new HashSet<>();
    private long lastCheckNanos;

    StoredInvariants(RedissonClient redis) {
        keys = new TestKeys(redis);
        lastCheckNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
    }

    /**
     * The broken invariants of all queues and campaigns that were used since the last check. One that was found broken
     * is not checked again, so that one test fails for it, and not those that follow.
     */
    List<Violation> newViolations() {
        var violations = new ArrayList<Violation>();
        namesByPrefix().forEach((prefix, names) -> {
            if (!knownAsBroken.contains(prefix)) {
                broken(prefix, names).forEach(text -> violations.add(new Violation(prefix, text)));
            }
        });
        violations.forEach(violation -> knownAsBroken.add(violation.owner()));
        return violations;
    }

    /** The names of the keys that were used, by the part that the keys of one queue or campaign share. */
    private Map<String, Set<String>> namesByPrefix() {
        var now = System.nanoTime();
        var sinceLastCheck = Duration.ofNanos(now - lastCheckNanos).plusSeconds(2);
        lastCheckNanos = now;
        var names = new TreeMap<String, Set<String>>();
        for (var key : keys.touchedWithin(sinceLastCheck)) {
            var parts = KEY.matcher(key);
            if (parts.matches()) {
                names.computeIfAbsent(parts.group(1), _ -> new TreeSet<>()).add(parts.group(3));
            }
        }
        return names;
    }

    private List<String> broken(String prefix, Set<String> names) {
        boolean isQueue = prefix.startsWith("queue:");
        var known = isQueue ? QueueContents.KEYS : CampaignContents.KEYS;
        var broken = new ArrayList<>(
                isQueue
                        ? QueueInvariants.broken(QueueContents.read(keys, prefix))
                        : CampaignInvariants.broken(CampaignContents.read(keys, prefix)));
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> broken.add("has a key that no invariant knows: " + name));
        return broken;
    }
}

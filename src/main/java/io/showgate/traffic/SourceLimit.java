package io.showgate.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.traffic.SourceProperties.Rates;
import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often one user, one address and one IPv6 network may send requests of one kind. Thread-safe, without a
 * lock and without allocation for a request that is accepted.
 */
final class SourceLimit {

    private static final int USER_SLOT_BITS = 18;
    private static final int ADDRESS_SLOT_BITS = 16;
    private static final int NETWORK_SLOT_BITS = 14;

    private final @Nullable RateLimit users;
    private final @Nullable RateLimit addresses;
    private final @Nullable RateLimit networks;
    private final ProblemType refusal;
    private final Counter ofUser;
    private final Counter ofAddress;
    private final Counter ofNetwork;
    private final long began = System.nanoTime();

    SourceLimit(RequestKind kind, Rates rates, RandomGenerator random, MeterRegistry meters) {
        users = limit(USER_SLOT_BITS, rates.userRate(), rates.userBurst(), random);
        addresses = limit(ADDRESS_SLOT_BITS, rates.addressRate(), rates.addressBurst(), random);
        networks = limit(NETWORK_SLOT_BITS, rates.networkRate(), rates.networkBurst(), random);
        refusal = kind == RequestKind.JOIN ? TrafficProblems.TOO_MANY_JOINS : TrafficProblems.TOO_MANY_REQUESTS;
        ofUser = limited(kind, "user", meters);
        ofAddress = limited(kind, "address", meters);
        ofNetwork = limited(kind, "network", meters);
    }

    private static @Nullable RateLimit limit(int slotBits, int rate, int burst, RandomGenerator random) {
        return rate == 0 ? null : new RateLimit(slotBits, rate, burst, random);
    }

    private static Counter limited(RequestKind kind, String source, MeterRegistry meters) {
        return Counter.builder("requests.limited")
                .description("Requests refused because the source sends too many of this kind")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .tag("source", source)
                .register(meters);
    }

    /** The ns until this user may send the next request; 0 if this one is accepted. */
    long overUser(String user) {
        return users == null ? 0 : users.take(user, now());
    }

    /**
     * Null if a request from this address is accepted. The address is asked before its network, so that one address
     * with too many requests uses up nothing of the network's limit.
     */
    @Nullable
    Problem check(SourceAddress address) {
        long now = now();
        long wait = addresses == null ? 0 : addresses.take(address.host(), now);
        if (wait > 0) {
            return refuse(ofAddress, wait);
        }
        wait = networks == null || address.isIpv4() ? 0 : networks.take(address.network(), now);
        return wait > 0 ? refuse(ofNetwork, wait) : null;
    }

    /** Refuses a request because its user sends too many. */
    Problem refuseUser(long waitNanos) {
        return refuse(ofUser, waitNanos);
    }

    /** Adds a random time, up to the wait and a second, so that clients refused together do not return together. */
    private Problem refuse(Counter counter, long waitNanos) {
        counter.increment();
        long millis = Duration.ofNanos(waitNanos).toMillis() + 1;
        return Problem.of(refusal, "Come back after the time in Retry-After.")
                .retryAfter(
                        Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis + 1_000)));
    }

    private long now() {
        return System.nanoTime() - began;
    }
}

package io.showgate.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.web.Problem;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often one user and one address may join. The address is that of the connection. By default a proxy in
 * front cannot name another one; the servlet container decides ({@code server.forward-headers-strategy}). Thread-safe.
 */
final class JoinLimits {

    private static final int USER_SLOT_BITS = 18;
    private static final int ADDRESS_SLOT_BITS = 16;

    /** The groups of an IPv6 address that name its network. The owner of a network has all addresses in it. */
    private static final int GROUPS = 4;

    private final @Nullable RateLimit users;
    private final @Nullable RateLimit addresses;
    private final Counter ofUser;
    private final Counter ofAddress;
    private final long began = System.nanoTime();

    JoinLimits(JoinProperties properties, RandomGenerator random, MeterRegistry meters) {
        users = limit(USER_SLOT_BITS, properties.userRate(), properties.userBurst(), random);
        addresses = limit(ADDRESS_SLOT_BITS, properties.addressRate(), properties.addressBurst(), random);
        ofUser = limited("user", meters);
        ofAddress = limited("address", meters);
    }

    private static @Nullable RateLimit limit(int slotBits, int rate, int burst, RandomGenerator random) {
        return rate == 0 ? null : new RateLimit(slotBits, rate, burst, random);
    }

    private static Counter limited(String source, MeterRegistry meters) {
        return Counter.builder("requests.limited")
                .description("Joins refused because the source joins too often")
                .tag("source", source)
                .register(meters);
    }

    /** Null if this user may join from this address now. A join refused for its user does not count for its address. */
    @Nullable
    Problem check(String address, String user) {
        long now = System.nanoTime() - began;
        long wait = users == null ? 0 : users.take(user, now);
        if (wait > 0) {
            return refusal(ofUser, wait);
        }
        wait = addresses == null ? 0 : addresses.take(network(address), now);
        return wait > 0 ? refusal(ofAddress, wait) : null;
    }

    /** Adds a random time, up to the wait and a second, so that clients refused together do not return together. */
    private static Problem refusal(Counter counter, long waitNanos) {
        counter.increment();
        long millis = Duration.ofNanos(waitNanos).toMillis() + 1;
        return Problem.of(TrafficProblems.TOO_MANY_JOINS, "Come back after the time in Retry-After.")
                .retryAfter(
                        Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis + 1_000)));
    }

    /** An IPv4 address as it is, or the network part of an IPv6 address. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        var full = address.contains("::") ? InetAddress.ofLiteral(address).getHostAddress() : address;
        int end = -1;
        for (int i = 0; i < GROUPS; i++) {
            end = full.indexOf(':', end + 1);
            if (end < 0) {
                return full;
            }
        }
        return full.substring(0, end);
    }
}

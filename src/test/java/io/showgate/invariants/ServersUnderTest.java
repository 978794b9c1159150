package io.showgate.invariants;

import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.OwnServer;
import io.showgate.support.SharedServers;
import io.showgate.support.TestRedis;
import io.showgate.support.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * All servers that the tests of this JVM have started, or were given, and that answer now. A killed or closed server is
 * not checked. Thread-safe.
 */
final class ServersUnderTest {

    private final Map<Object, StoredInvariants> stored = new HashMap<>();
    private final Map<OwnRedis, RedissonClient> clients = new HashMap<>();
    private final Map<Object, CouponRows> rows = new HashMap<>();

    /** The violations that no call has returned before. */
    synchronized List<Violation> newViolations() throws SQLException {
        var violations = new ArrayList<Violation>();
        if (SharedServers.areStarted()) {
            violations.addAll(
                    stored(TestServers.class, TestRedis::clientWithLongTimeout).newViolations());
            violations.addAll(rows.computeIfAbsent(
                            TestServers.class,
                            _ -> new CouponRows(
                                    TestServers.databaseUrl(),
                                    TestServers.databaseUsername(),
                                    TestServers.databasePassword()))
                    .newViolations());
        }
        forgetClosed();
        for (var redis : OwnServer.answering(OwnRedis.class)) {
            violations.addAll(stored(redis, () -> client(redis)).newViolations());
        }
        for (var database : OwnServer.answering(OwnDatabase.class)) {
            violations.addAll(rows.computeIfAbsent(
                            database, _ -> new CouponRows(database.url(), database.username(), database.password()))
                    .newViolations());
        }
        return violations;
    }

    private StoredInvariants stored(Object server, Supplier<RedissonClient> client) {
        return stored.computeIfAbsent(server, _ -> new StoredInvariants(client.get()));
    }

    private RedissonClient client(OwnRedis redis) {
        return clients.computeIfAbsent(redis, TestRedis::clientOf);
    }

    /** A server that was killed gets a new client after its restart. */
    private void forgetClosed() {
        var answering = OwnServer.answering(OwnRedis.class);
        clients.entrySet().removeIf(client -> {
            boolean isGone = !answering.contains(client.getKey());
            if (isGone) {
                stored.remove(client.getKey());
                client.getValue().shutdown();
            }
            return isGone;
        });
    }
}

package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.FaultyLink;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.Toxiproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The installation in which faults are injected: real instances, their own Redis and database, and for each instance a
 * link to either server that a test can disturb. Not thread-safe.
 */
final class Installation implements AutoCloseable {

    /** The most people that the queue admits within a second. */
    static final int CEILING = 20;

    /** The most active users. */
    static final int MAX_ACTIVE = 100;

    /** The longest session too, so that a deadline in the admission log tells the time of the admission. */
    static final Duration SESSION = Duration.ofMinutes(3);

    /** Reconciliation runs more often than by default, so that the end of a test need not wait for it. */
    private static final Map<String, String> SETTINGS = Map.of(
            "SHOWGATE_COUPON_RECONCILE",
            "1s",
            "SHOWGATE_QUEUE_NAMED_SIDE_PAUSED",
            "true",
            "SHOWGATE_QUEUE_NAMED_MAIN_INTERVAL",
            "1s",
            "SHOWGATE_QUEUE_NAMED_MAIN_RATEFLOOR",
            "10",
            "SHOWGATE_QUEUE_NAMED_MAIN_RATECEILING",
            Integer.toString(CEILING),
            "SHOWGATE_QUEUE_NAMED_MAIN_MAXACTIVE",
            Integer.toString(MAX_ACTIVE),
            "SHOWGATE_QUEUE_NAMED_MAIN_SESSION",
            SESSION.toString(),
            "SHOWGATE_QUEUE_NAMED_MAIN_SESSIONMAX",
            SESSION.toString());

    private static final String CONCERT = """
            {"title": "Pale Kites Live", "artist": "Pale Kites", "venue": "Windhall", "schedules": [
              {"startsAt": "2027-03-02T19:00:00+09:00", "open": true, "seats": 1500}]}""";

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Toxiproxy toxiproxy;
    private final OwnRedis redis;
    private final OwnDatabase database;
    private final List<Node> nodes;
    private final InstanceDowntimes downtimes = new InstanceDowntimes();
    private volatile boolean emptied;

    /** Starts the servers and this many instances. */
    Installation(int instances) {
        toxiproxy = Toxiproxy.start();
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        nodes = ShowgateProcess.startTogether(IntStream.range(0, instances)
                .mapToObj(_ -> starting(link(redis.url()), link(database.url())))
                .toList());
    }

    private FaultyLink link(String url) {
        return toxiproxy.link(port(url));
    }

    private Supplier<Node> starting(FaultyLink redisLink, FaultyLink databaseLink) {
        return () -> startBehindLinks(redisLink, databaseLink);
    }

    private Node startBehindLinks(FaultyLink redisLink, FaultyLink databaseLink) {
        var servers = Map.of(
                "SPRING_DATA_REDIS_URL", redisLink.through(redis.url(), port(redis.url())),
                "SPRING_DATASOURCE_URL", databaseLink.through(database.url(), port(database.url())),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password());
        return new Node(
                ShowgateProcess.start(TroubledShowgate.PROGRAM, servers, SETTINGS), redisLink, databaseLink, downtimes);
    }

    private static int port(String url) {
        return URI.create(url.replace("jdbc:", "")).getPort();
    }

    OwnRedis redis() {
        return redis;
    }

    OwnDatabase database() {
        return database;
    }

    Node node(int index) {
        return nodes.get(index);
    }

    List<Integer> ports() {
        return nodes.stream().map(Node::port).toList();
    }

    InstanceDowntimes downtimes() {
        return downtimes;
    }

    /** Adds an open campaign; returns its id. */
    long campaign(int stock) {
        return new CouponApi(node(0).port()).add(stock);
    }

    /** Adds a concert with a date behind the queue; returns its id. */
    long concert() {
        var added = new Api(node(0).port()).operator("POST", "/api/v1/admin/concerts", CONCERT);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Api.number(added, "$.concertId");
    }

    /** Deletes everything in Redis. */
    void empty() {
        emptied = true;
        redis.empty();
    }

    /** True once {@link #empty} was called. */
    boolean wasEmptied() {
        return emptied;
    }

    /** Ends the disturbance of every link. */
    void heal() {
        toxiproxy.heal();
    }

    /** Waits until every instance serves joins and searches again. */
    void awaitCalm() {
        for (var node : nodes) {
            var api = new Api(node.port());
            await().atMost(RECOVERY).until(() -> api.join("calm-" + node.port()).statusCode() == 200);
            await().atMost(RECOVERY)
                    .until(() -> api.get("/api/v1/concerts/query?keyword=calm").statusCode() == 200);
        }
    }

    /** Writes the output of the instances to {@code target/faults}. */
    private void keepLogs() {
        try {
            var folder = Files.createDirectories(Path.of("target", "faults"));
            for (int i = 0; i < nodes.size(); i++) {
                Files.writeString(
                        folder.resolve("instance-" + i + ".log"),
                        node(i).process().output());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        keepLogs();
        nodes.forEach(node -> node.process().close());
        database.close();
        redis.close();
        toxiproxy.close();
    }
}

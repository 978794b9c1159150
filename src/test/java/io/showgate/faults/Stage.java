package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.faults.TroubledShowgate.Trouble;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Where things fail: real instances, a Redis and a database of their own, and for each instance a way to either that
 * can be disturbed. One thread at a time may use it.
 */
final class Stage implements AutoCloseable {

    /** The most people that are let in within a second. */
    static final int CEILING = 20;

    /** The most that are inside. */
    static final int MOST_INSIDE = 100;

    /** As long as a session may last, so that a deadline in the admission log tells when somebody was let in. */
    static final Duration SESSION = Duration.ofMinutes(3);

    /**
     * Whether the coupons add up is looked at sooner than by default, so that the end of a run need not wait for it.
     */
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
            Integer.toString(MOST_INSIDE),
            "SHOWGATE_QUEUE_NAMED_MAIN_SESSION",
            SESSION.toString(),
            "SHOWGATE_QUEUE_NAMED_MAIN_SESSIONMAX",
            SESSION.toString());

    private static final String CONCERT = """
            {"title": "Pale Kites Live", "artist": "Pale Kites", "venue": "Windhall", "schedules": [
              {"startsAt": "2027-03-02T19:00:00+09:00", "open": true, "seats": 1500}]}""";

    private static final Duration EXHAUSTION = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Toxiproxy toxiproxy;
    private final OwnRedis redis;
    private final OwnDatabase database;
    private final List<Node> nodes;
    private final Disturbances disturbances = new Disturbances();
    private volatile boolean emptied;

    /** Starts everything, with so many instances. */
    Stage(int instances) {
        toxiproxy = Toxiproxy.start();
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        nodes = startTogether(instances);
    }

    private List<Node> startTogether(int instances) {
        var starting = IntStream.range(0, instances)
                .mapToObj(_ -> startBehindLinks(link(redis.url()), link(database.url())))
                .toList();
        return starting.stream().map(CompletableFuture::join).toList();
    }

    private FaultyLink link(String url) {
        return toxiproxy.link(port(url));
    }

    private CompletableFuture<Node> startBehindLinks(FaultyLink redisLink, FaultyLink databaseLink) {
        var servers = Map.of(
                "SPRING_DATA_REDIS_URL", redisLink.through(redis.url(), port(redis.url())),
                "SPRING_DATASOURCE_URL", databaseLink.through(database.url(), port(database.url())),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password());
        return CompletableFuture.supplyAsync(() ->
                new Node(ShowgateProcess.start(TroubledShowgate.PROGRAM, servers, SETTINGS), redisLink, databaseLink));
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

    Disturbances disturbances() {
        return disturbances;
    }

    /** Adds a campaign that is open; returns its id. */
    long campaign(int stock) {
        return new CouponApi(node(0).port()).add(stock);
    }

    /** Adds a concert with a date behind the queue; returns its id. */
    long concert() {
        var added = new Api(node(0).port()).operator("POST", "/api/v1/admin/concerts", CONCERT);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Api.number(added, "$.concertId");
    }

    void kill(int victim) {
        disturbances.begin(node(victim).port());
        node(victim).process().kill();
    }

    /** Asks an instance to end, and waits until it has. */
    void terminate(int victim) {
        disturbances.begin(node(victim).port());
        node(victim).process().stop();
    }

    void startAgain(int victim) {
        node(victim).process().restart();
        disturbances.end(node(victim).port());
    }

    void pause(int victim) {
        disturbances.begin(node(victim).port());
        node(victim).process().pause();
    }

    void resume(int victim) {
        node(victim).process().resume();
        disturbances.end(node(victim).port());
    }

    /** By an hour, as the operator of a machine may, or a broken time server. */
    void setClockBack(int victim) {
        Trouble.CLOCK_SET_BACK.in(node(victim).process().workingFolder(), true);
    }

    void setClockRight(int victim) {
        Trouble.CLOCK_SET_BACK.in(node(victim).process().workingFolder(), false);
    }

    /** Has an instance run out of memory, and waits until it has ended of that. */
    void exhaust(int victim) {
        disturbances.begin(node(victim).port());
        var process = node(victim).process();
        Trouble.MEMORY_LEAK.in(process.workingFolder(), true);
        await().atMost(EXHAUSTION).until(() -> !process.isAlive());
        Trouble.MEMORY_LEAK.in(process.workingFolder(), false);
    }

    /** Has Redis lose everything. */
    void empty() {
        emptied = true;
        redis.empty();
    }

    /** Whether that was ever done. */
    boolean wasEmptied() {
        return emptied;
    }

    /** Mends every way to Redis and to the database. */
    void heal() {
        toxiproxy.heal();
    }

    /** Returns once every instance does all of its work again. */
    void awaitCalm() {
        for (var node : nodes) {
            var api = new Api(node.port());
            await().atMost(RECOVERY).until(() -> api.join("calm-" + node.port()).statusCode() == 200);
            await().atMost(RECOVERY)
                    .until(() -> api.get("/api/v1/concerts/query?keyword=calm").statusCode() == 200);
        }
    }

    /** Leaves what the instances have logged in {@code target/faults}. */
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

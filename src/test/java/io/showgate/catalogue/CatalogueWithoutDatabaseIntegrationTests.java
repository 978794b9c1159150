package io.showgate.catalogue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.TestServers;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database is killed, hangs and comes back while buyers read the catalogue. They still get the known answers,
 * marked as stale, without a wait.
 */
@Tag(TestServers.ONCE)
class CatalogueWithoutDatabaseIntegrationTests {

    private static final int CONCERTS = 40;
    private static final String LIST = "/api/v1/concerts/query";
    private static final Duration AN_ANSWER = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static OwnDatabase database;
    private static OwnRedis redis;
    private static CatalogueInstances instances;
    private static CatalogueClient brief;
    private static ConfigurableApplicationContext lasting;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start();
        redis = OwnRedis.start(RedisPersistence.NONE);
        instances = new CatalogueInstances(database, redis.url());
        brief = CatalogueInstances.client(
                instances.start("showgate.catalogue.instance-ttl=1s", "showgate.catalogue.ttl=100ms"));
        lasting = instances.start("showgate.catalogue.instance-ttl=10m");
        lasting.getBean(JdbcTemplate.class)
                .batchUpdate(
                        "insert into concert (id, title, artist, venue) values (?, 'T', 'A', 'V')",
                        IntStream.rangeClosed(1, CONCERTS)
                                .mapToObj(id -> new Object[] {id})
                                .toList());
        lasting.getBean(CatalogueVersion.class).advance();
    }

    @AfterAll
    static void stop() {
        instances.close();
        redis.close();
        database.close();
    }

    @AfterEach
    void recover() {
        if (!database.isAlive()) {
            database.restart();
        }
        database.resume();
        await().atMost(RECOVERY).until(() -> !isStale(brief.get(LIST)));
    }

    @Test
    void withoutTheDatabaseTheLastKnownPagesAreGivenAndSayHowOldTheyAre() {
        var before = brief.get(LIST);
        assertThat(isStale(before)).isFalse();
        assertThat(brief.get("/api/v1/concert/7/date").statusCode()).isEqualTo(200);

        database.kill();

        await().until(() -> isStale(timed(LIST)) && isStale(timed("/api/v1/concert/7/date")));
        var answer = timed(LIST);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(before.body());
        assertThat(header(answer, "ETag")).isEqualTo(header(before, "ETag"));
        assertThat(age(answer)).isBetween(0, 60);
        assertThat(header(answer, "Warning")).isEqualTo("110 showgate \"Response is Stale\"");
        var unchanged = brief.get(LIST, "If-None-Match", header(before, "ETag"));
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(isStale(unchanged)).isTrue();
        assertTryAgainLater(timed(LIST + "?page=4711"));
        await().until(() -> age(timed(LIST)) > age(answer));

        database.restart();
        await().atMost(RECOVERY).until(() -> timed(LIST + "?page=4711").statusCode() == 200);
    }

    @Test
    void aDatabaseThatHangsDelaysNoReader() {
        assertThat(isStale(brief.get(LIST))).isFalse();
        var pages = IntStream.rangeClosed(1, 20).mapToObj(page -> LIST + "?size=2&page=" + page);
        var known = pages.toList();
        known.forEach(brief::get);

        database.pause();
        await().until(() -> known.stream().allMatch(page -> isStale(timed(page))));
        for (int i = 0; i < 5; i++) {
            assertTryAgainLater(timed(LIST + "?page=" + (5_000 + i)));
            assertThat(timed(LIST + "?size=2&page=" + (i + 1)).statusCode()).isEqualTo(200);
        }

        database.resume();
    }

    @Test
    void aKnownPageIsServedWhileItIsLoadedAgain() throws SQLException {
        brief.get(LIST);
        try (var other = DriverManager.getConnection(database.url(), database.username(), database.password());
                var locks = other.createStatement()) {
            locks.execute("lock tables concert write");
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> {
                        long start = System.nanoTime();
                        var answer = brief.get(LIST);
                        assertThat(isStale(answer) || System.nanoTime() - start < AT_ONCE.toNanos())
                                .isTrue();
                        return isStale(answer);
                    });
            locks.execute("unlock tables");
        }
    }

    /** A change makes every known page outdated, so all must be loaded again when the database is back. */
    @Test
    void whenTheDatabaseIsBackEachPageIsLoadedOnceForManyReaders() {
        var client = CatalogueInstances.client(lasting);
        IntStream.rangeClosed(1, CONCERTS).forEach(id -> client.get(page(id)));
        database.kill();
        lasting.getBean(CatalogueVersion.class).advance();
        await().until(() -> isStale(client.get(page(1))));
        lasting.getBean(RecordedStatements.class).take();

        var renewed = new AtomicBoolean();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 64)
                    .forEach(person -> people.execute(() -> {
                        for (int i = person; !renewed.get(); i++) {
                            client.get(page(1 + i % CONCERTS));
                        }
                    }));
            try {
                database.restart();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> IntStream.rangeClosed(1, CONCERTS).noneMatch(id -> isStale(client.get(page(id)))));
            } finally {
                renewed.set(true);
            }
        }

        assertThat(loads())
                .hasSize(CONCERTS)
                .allSatisfy(
                        (page, count) -> assertThat(count).as("page %s", page).isEqualTo(1));
    }

    private static String page(int id) {
        return LIST + "?size=1&page=" + id;
    }

    /** The number of loads from the database for each page of one concert. */
    private static Map<Object, Long> loads() {
        return lasting.getBean(RecordedStatements.class).take().stream()
                .filter(statement -> statement.sql().contains("between"))
                .collect(groupingBy(
                        statement -> statement.parameters().firstEntry().getValue(), counting()));
    }

    private static boolean isStale(HttpResponse<String> answer) {
        return answer.headers().firstValue("Warning").isPresent();
    }

    /** The age of a stale answer, in seconds. */
    private static int age(HttpResponse<String> answer) {
        return Integer.parseInt(header(answer, "Age"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static HttpResponse<String> timed(String path) {
        long start = System.nanoTime();
        var answer = brief.get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AN_ANSWER);
        assertThat(answer.statusCode()).isIn(200, 503);
        return answer;
    }

    private static void assertTryAgainLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.problem(answer)).isEqualTo("try-again-later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}

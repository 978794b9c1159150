package io.showgate.catalogue;

import static io.showgate.catalogue.CatalogueClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.concert.DemoData;
import io.showgate.support.Instances;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two instances with demo data share one Redis: shared loads, stored answers, and evictions by a change. */
class CatalogueInstancesIntegrationTests {

    private static final int MAX_ENTRIES = 200;
    private static final CatalogueQuery FAILS = query("9001");
    private static final CatalogueQuery ABANDONED = query("9002");
    private static final CatalogueQuery SLOW = query("9003");
    private static final CatalogueQuery QUICK = query("9004");
    private static final String STORED = "concert:stored";
    private static final CatalogueInstances INSTANCES = new CatalogueInstances("catalogue_instances", 5);

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;
    private static CatalogueClient client;
    private static CatalogueClient otherClient;
    private static StringRedisTemplate redis;
    private static long loadedBy;

    private static CatalogueQuery query(String page) {
        return CatalogueQuery.Page.of(page, null, null);
    }

    /**
     * Starts one instance after the other, because the logging of one JVM does not support two starts at once. Then
     * both load the demo data at the same moment, as each would do at the end of its start.
     */
    @BeforeAll
    static void start() {
        one = instance();
        other = instance();
        CompletableFuture.allOf(loading(one), loading(other)).join();
        client = CatalogueInstances.client(one);
        otherClient = CatalogueInstances.client(other);
        redis = one.getBean(StringRedisTemplate.class);
        loadedBy = statements()
                .filter(each -> each.take().stream()
                        .anyMatch(statement -> statement.sql().startsWith("insert into seat")))
                .count();
    }

    private static ConfigurableApplicationContext instance() {
        return INSTANCES.start(Instances.LONG_TIMEOUTS, "showgate.catalogue.max-entries=" + MAX_ENTRIES);
    }

    private static CompletableFuture<Void> loading(ConfigurableApplicationContext instance) {
        return CompletableFuture.runAsync(() -> DemoData.load(instance));
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    /** Waits until both instances know the changes of the previous test. */
    @BeforeEach
    void agree() {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Stream.of(one, other)
                        .allMatch(instance ->
                                instance.getBean(CatalogueVersion.class).current() == Long.parseLong(version())));
    }

    @Test
    void oneOfTwoInstancesLoadsTheDemoData() {
        assertThat(loadedBy).isOne();
        assertThat(total(client, "")).isGreaterThanOrEqualTo(10_000);
        assertThat(total(otherClient, "")).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void concert451HasOpenDatesWithSeatsLeft() {
        var dates = json(client.get("/api/v1/concert/451/date")).get("dates");

        assertThat(dates.valueStream()
                        .filter(date -> date.get("open").asBoolean()
                                && date.get("seatsLeft").asInt() > 0))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(dates.valueStream()
                        .map(date -> OffsetDateTime.parse(date.get("startsAt").asString())
                                .withOffsetSameInstant(ZoneOffset.ofHours(9))
                                .getHour()))
                .allSatisfy(hourInSeoul -> assertThat(hourInSeoul).isBetween(17, 20));
    }

    @Test
    void aChangeIsSeenByEveryInstanceWithinASecond() {
        var path = "/api/v1/admin/concerts/" + add("Evergreen");
        assertThat(total(client, "&keyword=everblue")).isZero();
        assertThat(total(otherClient, "&keyword=everblue")).isZero();

        client.operator("PUT", path, "{'title': 'Everblue', 'artist': 'A', 'venue': 'V'}".replace('\'', '"'));

        assertThat(total(client, "&keyword=everblue")).isOne();
        await().atMost(Duration.ofSeconds(1)).until(() -> total(otherClient, "&keyword=everblue") == 1);
    }

    @Test
    void openingASaleIsSeenByEveryInstanceWithinASecond() {
        var id = add("Opening");
        var dates = "/api/v1/concert/" + id + "/date";
        var date = json(otherClient.get(dates)).get("dates").get(0);
        assertThat(date.get("open").asBoolean()).isFalse();

        client.operator(
                "PUT",
                "/api/v1/admin/concerts/" + id,
                "{'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'scheduleId': %d, 'open': true}]}"
                        .formatted(date.get("scheduleId").asLong())
                        .replace('\'', '"'));

        await().atMost(Duration.ofSeconds(1))
                .until(() -> json(otherClient.get(dates))
                        .get("dates")
                        .get(0)
                        .get("open")
                        .asBoolean());
    }

    @Test
    void aRefusedChangeEvictsNothing() {
        var path = "/api/v1/admin/concerts/" + add("Unchanged");
        var before = version();

        var refused = client.operator("PUT", path, """
                {"title": "T", "artist": "A", "venue": "V", "schedules": [{"scheduleId": 999999999, "open": true}]}""");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aMissingAnswerIsLoadedOnceForManyRequests() throws InterruptedException {
        total(client, "&page=77");
        int ofOneLoad = loads(() -> total(client, "&page=78"));

        int ofAll = loads(() -> askFrom64Threads("&page=79"));

        assertThat(ofOneLoad).isPositive();
        assertThat(ofAll).isEqualTo(ofOneLoad);
    }

    @Test
    void aFailedLoadIsRepeatedByTheNextRequestWithoutWaiting() {
        assertThatThrownBy(() -> cache(one).get(FAILS, () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasRootCauseMessage("no database");

        var start = System.nanoTime();
        assertThat(cache(other).get(FAILS, () -> "loaded")).isEqualTo("loaded");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));
        assertThat(cache(one).get(FAILS, () -> "again")).isEqualTo("loaded");
    }

    @Test
    void anAbandonedLeaseDelaysOthersByHalfASecondAtMost() {
        one.getBean(CatalogueStore.class).lease(Long.parseLong(version()), ABANDONED.toString());

        var start = System.nanoTime();
        assertThat(cache(other).get(ABANDONED, () -> "loaded")).isEqualTo("loaded");

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(450), Duration.ofSeconds(2));
    }

    @Test
    void aSlowLoadDelaysNoOtherAnswer() {
        var finish = new CountDownLatch(1);
        var slow = CompletableFuture.supplyAsync(() -> cache(one).get(SLOW, () -> {
            finish.await();
            return "slow";
        }));

        assertThat(cache(one).get(QUICK, () -> "quick")).isEqualTo("quick");
        assertThat(slow).isNotDone();

        finish.countDown();
        assertThat(slow.join()).isEqualTo("slow");
    }

    @Test
    void theStoredValueIsTheAnswerAndHasATtl() {
        var body = client.get("/api/v1/concerts/query?page=31").body();
        var key = "concert:" + version() + ":page:31:10:";

        assertThat(redis.opsForValue().get(key)).isEqualTo(body).startsWith("{\"concerts\":[{\"concertId\":301,");
        assertThat(redis.getExpire(key)).isBetween(20L, 33L);
        assertThat(body).doesNotContain("io.showgate").doesNotContain("java.").doesNotContain("@class");
    }

    @Test
    void theAnswerForAnUnknownConcertIsStoredToo() {
        client.get("/api/v1/concert/777777777/date");

        assertThat(redis.opsForValue().get("concert:" + version() + ":dates:777777777"))
                .isEqualTo("null");
        assertThat(otherClient.get("/api/v1/concert/777777777/date").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theOldestAnswersBeyondTheLimitAreDropped() {
        var pages = MAX_ENTRIES + 50;
        IntStream.rangeClosed(1, pages).forEach(page -> client.get("/api/v1/concerts/query?size=3&page=" + page));

        var version = version();
        assertThat(redis.opsForZSet().size(STORED)).isEqualTo(MAX_ENTRIES);
        assertThat(IntStream.rangeClosed(1, pages)
                        .filter(page -> redis.hasKey("concert:" + version + ":page:" + page + ":3:"))
                        .count())
                .isPositive()
                .isLessThanOrEqualTo(MAX_ENTRIES);
    }

    @Test
    void aNewAnswerIsNotDroppedForAnOlderOne() {
        var store = one.getBean(CatalogueStore.class);
        long version = Long.parseLong(version());
        IntStream.range(0, MAX_ENTRIES).forEach(i -> store.store(version, "page:older:" + i, "older"));

        var isThere = IntStream.range(0, MAX_ENTRIES / 2)
                .mapToObj(i -> "page:newer:" + i)
                .peek(query -> store.store(version, query, "newer"))
                .map(query -> store.find(version, query));

        assertThat(isThere).allMatch(Optional::isPresent);
    }

    @Test
    void bothInstancesGiveTheSameEntityTag() {
        var path = "/api/v1/concerts/query?page=12";

        assertThat(client.get(path).headers().firstValue("ETag"))
                .isPresent()
                .isEqualTo(otherClient.get(path).headers().firstValue("ETag"));
    }

    @Test
    void lookupsAreCountedByLayer() {
        var before = lookups();

        IntStream.range(0, 3).forEach(_ -> total(client, "&page=555"));
        total(otherClient, "&page=555");

        var after = lookups();
        assertThat(IntStream.range(0, 3).mapToObj(i -> after.get(i) - before.get(i)))
                .containsExactly(2.0, 1.0, 1.0);
    }

    private static List<Double> lookups() {
        return Stream.of("instance", "redis", "database")
                .map(layer -> Stream.of(one, other)
                        .mapToDouble(instance -> instance.getBean(MeterRegistry.class)
                                .get("catalogue.lookups")
                                .tag("layer", layer)
                                .counter()
                                .count())
                        .sum())
                .toList();
    }

    private static Cache cache(ConfigurableApplicationContext instance) {
        return Objects.requireNonNull(instance.getBean(CacheManager.class).getCache(CatalogueConfiguration.CACHE));
    }

    private static int loads(Runnable work) {
        statements().forEach(RecordedStatements::take);
        work.run();
        return statements().mapToInt(each -> each.take().size()).sum();
    }

    private static Stream<RecordedStatements> statements() {
        return Stream.of(one, other).map(instance -> instance.getBean(RecordedStatements.class));
    }

    private static void askFrom64Threads(String parameters) {
        var ready = new CountDownLatch(64);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                ready.countDown();
                                awaitAll(ready);
                                return (i % 2 == 0 ? client : otherClient)
                                        .get("/api/v1/concerts/query?" + parameters)
                                        .body();
                            },
                            threads))
                    .toList();
            assertThat(Set.copyOf(answers.stream().map(CompletableFuture::join).toList()))
                    .hasSize(1);
        }
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static long add(String title) {
        var body = """
                {"title": "%s", "artist": "A", "venue": "V", "schedules": [
                  {"startsAt": "2027-03-01T19:00:00+09:00", "open": false, "seats": 5}]}""".formatted(title);
        return json(client.operator("POST", "/api/v1/admin/concerts", body))
                .get("concertId")
                .asLong();
    }

    private static long total(CatalogueClient asked, String parameters) {
        return json(asked.get("/api/v1/concerts/query?size=10" + parameters))
                .get("total")
                .asLong();
    }

    private static String version() {
        return Objects.requireNonNullElse(redis.opsForValue().get("concert:version"), "0");
    }
}

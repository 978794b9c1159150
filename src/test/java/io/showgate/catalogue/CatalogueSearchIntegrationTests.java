package io.showgate.catalogue;

import static io.showgate.catalogue.CatalogueClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.database.DatabaseGuard;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.TestServers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Searches that cost much: their total says if it is exact, and they delay neither lists nor dates. */
class CatalogueSearchIntegrationTests {

    /** One more than a search looks at. */
    private static final int CONCERTS = 20_001;

    private static final int ROWS_PER_STATEMENT = 5_000;
    private static final String LIST = "/api/v1/concerts/query?";

    /** More than the turns for searches, and more than an instance loads at once. */
    private static final int SEARCHERS = 8;

    private static final CatalogueInstances INSTANCES = new CatalogueInstances("catalogue_search", 8);

    private static ConfigurableApplicationContext instance;
    private static CatalogueClient client;

    /**
     * Every concert has the words "common" and "common2"; all but one have "most", three have "few", and the last has
     * "last".
     */
    @BeforeAll
    static void start() throws SQLException {
        instance = INSTANCES.start(Instances.LONG_TIMEOUTS);
        client = CatalogueInstances.client(instance);
        try (var connection = connection()) {
            insert(connection, "concert (id, title, artist, venue)", CONCERTS, id -> "(" + id + ", 'T', 'A', 'V')");
            insertWord(connection, "common", CONCERTS);
            insertWord(connection, "common2", CONCERTS);
            insertWord(connection, "most", CONCERTS - 1);
            insertWord(connection, "few", 3);
            insert(connection, "concert_word (word, concert_id)", 1, _ -> "('last', " + CONCERTS + ")");
        }
        instance.getBean(CatalogueVersion.class).advance();
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static void insertWord(Connection connection, String word, int concerts) throws SQLException {
        insert(connection, "concert_word (word, concert_id)", concerts, id -> "('" + word + "', " + id + ")");
    }

    private static void insert(Connection connection, String table, int rows, LongFunction<String> row)
            throws SQLException {
        try (var sql = connection.createStatement()) {
            for (long first = 1; first <= rows; first += ROWS_PER_STATEMENT) {
                var values = LongStream.rangeClosed(first, Math.min(rows, first + ROWS_PER_STATEMENT - 1))
                        .mapToObj(row)
                        .collect(Collectors.joining(","));
                sql.execute("insert into " + table + " values " + values);
            }
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                INSTANCES.databaseUrl(), TestServers.databaseUsername(), TestServers.databasePassword());
    }

    @ParameterizedTest
    @CsvSource({
        "most, 20000, false",
        "common2, 20000, true",
        "common, 20000, true",
        "common2 most, 20000, false",
        "common few, 3, false",
        "common common2 few most nothinglikethis, 0, false",
        "common2 nothinglikethis, 0, false",
    })
    void aTotalSaysIfThereMayBeMore(String keyword, long total, boolean lowerBound) {
        var page = json(client.get(LIST + "size=20&keyword=" + keyword.replace(' ', '+')));

        assertThat(page.get("total").asLong()).isEqualTo(total);
        assertThat(page.get("totalPages").asLong()).isEqualTo(Math.ceilDiv(total, 20));
        assertThat(page.get("totalIsLowerBound").asBoolean()).isEqualTo(lowerBound);
    }

    @Test
    void theLastPageOfACappedSearchIsFullAndTheNextIsEmpty() {
        var last = json(client.get(LIST + "size=20&keyword=common2&page=1000"));
        var beyond = json(client.get(LIST + "size=20&keyword=common2&page=1001"));

        assertThat(last.get("concerts")).hasSize(20);
        assertThat(beyond.get("concerts")).isEmpty();
        assertThat(beyond.get("total").asLong()).isEqualTo(20_000);
        assertThat(beyond.get("totalIsLowerBound").asBoolean()).isTrue();
    }

    /** An import can make a word common whose frequency the instance has just counted. */
    @Test
    void aWordThatHasBecomeCommonHidesNoMatch() throws SQLException {
        assertThat(json(client.get(LIST + "keyword=sudden+common")).get("total").asLong())
                .isZero();
        try (var connection = connection()) {
            insertWord(connection, "sudden", CONCERTS);
        }
        instance.getBean(CatalogueVersion.class).advance();

        var page = json(client.get(LIST + "keyword=sudden+last"));

        assertThat(page.get("total").asLong()).isEqualTo(1);
        assertThat(page.get("totalIsLowerBound").asBoolean()).isFalse();
    }

    @Test
    void theTotalOfTheListIsExact() {
        var page = json(client.get(LIST + "size=20"));

        assertThat(page.get("total").asLong()).isEqualTo(CONCERTS);
        assertThat(page.get("totalIsLowerBound").asBoolean()).isFalse();
    }

    /** The lock stands for a database that is slow with searches and nothing else. */
    @Test
    void slowSearchesTakeNothingFromListsAndDates() throws Exception {
        var guard = instance.getBean(DatabaseGuard.class);
        var ended = new AtomicBoolean();
        try (var connection = connection();
                var locks = connection.createStatement();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            locks.execute("lock tables concert_word write");
            var searches = IntStream.range(0, SEARCHERS)
                    .mapToObj(person -> people.submit(() -> searchUntil(ended, person)))
                    .toList();
            try {
                await().until(() -> refused("search") > 0);
                for (int id = 1; id <= 20; id++) {
                    assertThat(client.get("/api/v1/concert/" + id + "/date").statusCode())
                            .isEqualTo(200);
                    assertThat(client.get(LIST + "size=1&page=" + id).statusCode())
                            .isEqualTo(200);
                    assertThat(guard.usage().usage()).isLessThanOrEqualTo(0.2);
                }
            } finally {
                ended.set(true);
            }
            assertThat(searches).allSatisfy(search -> assertTryAgainLater(search.get()));
        }
        assertThat(guard.isOpen()).isFalse();
        assertThat(refused("list") + refused("dates")).isZero();
        assertThat(dependencyFailures()).isZero();
    }

    /** Searches for other words each time. Returns the last answer. */
    private static HttpResponse<String> searchUntil(AtomicBoolean ended, int person) {
        for (int i = 0; ; i++) {
            var answer = client.get(LIST + "keyword=w%d+w%d+common+common2+most".formatted(i, person));
            if (ended.get()) {
                return answer;
            }
        }
    }

    private static void assertTryAgainLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.problem(answer)).isEqualTo("try-again-later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static double refused(String question) {
        return meters().get("catalogue.refused")
                .tag("question", question)
                .counter()
                .count();
    }

    private static double dependencyFailures() {
        return meters().get("dependency.failures")
                .tag("dependency", "database")
                .counter()
                .count();
    }

    private static MeterRegistry meters() {
        return instance.getBean(MeterRegistry.class);
    }
}

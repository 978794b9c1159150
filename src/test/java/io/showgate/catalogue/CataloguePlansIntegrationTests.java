package io.showgate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.catalogue.RecordedStatements.Statement;
import io.showgate.support.Instances;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checks the database's plan for each statement that the catalogue's routes send: none reads a whole table. */
class CataloguePlansIntegrationTests {

    /** MariaDB cannot explain a statement with a time limit. */
    private static final Pattern TIME_LIMIT = Pattern.compile("^/\\*M!.*?\\*/ ");

    private static final CatalogueInstances INSTANCES = new CatalogueInstances("catalogue_plans", 6);
    private static final String BODY = """
            {"title": "Plans", "artist": "Explained", "venue": "V", "schedules": %s}""";

    private static ConfigurableApplicationContext instance;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start(Instances.LONG_TIMEOUTS, "showgate.demo=true");
        for (var table : List.of("concert", "concert_word", "schedule", "seat")) {
            jdbc().execute("analyze table " + table);
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @Test
    void noStatementReadsAWholeTable() {
        var statements = useEveryRoute();

        assertThat(statements).hasSizeGreaterThan(20);
        var softly = new SoftAssertions();
        statements.forEach(statement -> softly.assertThat(plan(statement))
                .as(statement.sql() + ' ' + statement.parameters())
                .noneMatch(Step::readsAll));
        softly.assertAll();
    }

    /** Tests the check itself with statements that must not pass it. */
    @Test
    void theCheckFindsAReadOfAWholeTable() {
        var scans = Stream.of("select count(*) from seat", "select id from concert where venue = 'x'")
                .map(sql -> new Statement(sql, new TreeMap<>()));

        assertThat(scans).allSatisfy(scan -> assertThat(plan(scan)).anyMatch(Step::readsAll));
    }

    private static List<Statement> useEveryRoute() {
        var recorded = instance.getBean(RecordedStatements.class);
        recorded.take();
        var client = CatalogueInstances.client(instance);
        Stream.of(
                        "page=1",
                        "page=500&size=20",
                        "page=1000",
                        "page=5000",
                        "keyword=the",
                        "keyword=th+li",
                        "keyword=golden+foxes+live&page=2",
                        "keyword=%EC%83%88%EB%B2%BD",
                        "keyword=%EA%B3%A0%EB%9E%98+%EC%BD%98%EC%84%9C%ED%8A%B8",
                        "keyword=nothinglikethis")
                .forEach(parameters -> client.get("/api/v1/concerts/query?" + parameters));
        Stream.of("451", "1", "99999999").forEach(id -> client.get("/api/v1/concert/" + id + "/date"));
        client.operator(
                "POST",
                "/api/v1/admin/concerts",
                BODY.formatted("[{\"startsAt\": \"2027-03-01T19:00:00+09:00\", \"open\": true, \"seats\": 5}]"));
        client.operator("PUT", "/api/v1/admin/concerts/10001", BODY.formatted("[]"));
        client.operator("GET", "/api/v1/admin/concerts/10001", "");
        return recorded.take().stream()
                .filter(statement -> !statement.sql().toLowerCase(Locale.ROOT).startsWith("insert"))
                .toList();
    }

    private static List<Step> plan(Statement statement) {
        return jdbc().query(
                        "explain format=traditional "
                                + TIME_LIMIT.matcher(statement.sql()).replaceFirst(""),
                        (row, _) -> new Step(
                                row.getString("table"),
                                row.getString("type"),
                                row.getString("key"),
                                row.getString("Extra")),
                        statement.parameters().values().toArray());
    }

    /** One step of a plan, in the terms of both databases. A step without a type reads no rows. */
    private record Step(
            @Nullable String table,
            @Nullable String type,
            @Nullable String key,
            @Nullable String extra) {

        boolean readsAll() {
            boolean derived = table != null && table.startsWith("<");
            return !derived && ("ALL".equals(type) || "index".equals(type));
        }
    }

    private static JdbcTemplate jdbc() {
        return instance.getBean(JdbcTemplate.class);
    }
}

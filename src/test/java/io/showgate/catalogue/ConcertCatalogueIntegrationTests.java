package io.showgate.catalogue;

import static io.showgate.catalogue.CatalogueClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.concert.Concerts;
import io.showgate.concert.Concerts.Description;
import io.showgate.concert.Concerts.NewConcert;
import io.showgate.concert.Concerts.NewDate;
import io.showgate.concert.Concerts.StoredConcert;
import io.showgate.support.IntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The catalogue as buyers read it. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcertCatalogueIntegrationTests {

    private static final Instant START = Instant.parse("2027-05-01T10:00:00Z");

    private CatalogueClient client;
    private List<StoredConcert> added;

    @BeforeAll
    void fill(@LocalServerPort int port, @Autowired Concerts concerts) {
        client = new CatalogueClient(port);
        added = IntStream.rangeClosed(1, 23)
                .mapToObj(i -> concerts.add(new NewConcert(
                        new Description("Xylo Nights " + i, i == 7 ? "달빛소년단" : "Quiet Foxes", "성수 온실"),
                        List.of(new NewDate(START.plusSeconds(86_400), false, 7), new NewDate(START, true, 5)))))
                .toList();
    }

    @Test
    void thePageNamesItsConcerts() {
        var page = search("xylo", 1, 10);

        assertThat(members(page))
                .containsExactlyInAnyOrder("concerts", "page", "size", "total", "totalPages", "totalIsLowerBound");
        assertThat(members(page.get("concerts").get(0)))
                .containsExactlyInAnyOrder("concertId", "concertTitle", "artist", "venue");
        assertThat(page.get("concerts").get(0).get("concertTitle").asString()).isEqualTo("Xylo Nights 1");
        assertThat(page.get("concerts").get(0).get("venue").asString()).isEqualTo("성수 온실");
    }

    /** Reads ten times as many pages as are loaded at once. A slow machine may not load more within a second. */
    @Test
    void manyUnreadPagesAreAnsweredAtOnce() throws Exception {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = readers.invokeAll(IntStream.rangeClosed(1, 20)
                    .<Callable<Integer>>mapToObj(
                            page -> () -> client.get("/api/v1/concerts/query?keyword=nights&size=3&page=" + page)
                                    .statusCode())
                    .toList());

            assertThat(statuses).extracting(Future::get).containsOnly(200);
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndOverlap() {
        var first = search("xylo", 1, 10);

        assertThat(first.get("total").asInt()).isEqualTo(23);
        assertThat(first.get("totalPages").asInt()).isEqualTo(3);
        assertThat(IntStream.rangeClosed(1, 3).boxed().flatMap(page -> ids(search("xylo", page, 10)).stream()))
                .containsExactlyElementsOf(
                        added.stream().map(StoredConcert::concertId).toList());
    }

    @Test
    void theWholeListIsPagedInTheSameWay() {
        var all = json(client.get("/api/v1/concerts/query?size=100"));
        long total = all.get("total").asLong();
        var last = json(client.get("/api/v1/concerts/query?size=1&page=" + total));

        assertThat(all.get("page").asInt()).isEqualTo(1);
        assertThat(ids(all)).isSorted();
        assertThat(ids(last)).containsExactly(added.getLast().concertId());
        assertThat(last.get("totalPages").asLong()).isEqualTo(total);
    }

    @Test
    void thePageSizeIsTenByDefault() {
        var page = json(client.get("/api/v1/concerts/query"));

        assertThat(page.get("concerts")).hasSize(10);
        assertThat(page.get("size").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/concerts/query?page=2147483647&size=100", "/api/v1/concerts/query?page=9&keyword=xylo"})
    void aPageBeyondTheLastIsEmpty(String path) {
        var response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("concerts")).isEmpty();
        assertThat(json(response).get("total").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "xylo, 23",
        "XYLO NIGHTS, 23",
        "nights quiet, 22",
        "xylo 달빛, 1",
        "xylo 소년단, 1",
        "xylo 1, 11",
        "xylo fox, 22",
        "xylo ylo, 0",
        "xylonights, 0"
    })
    void aKeywordFindsTheBeginningsOfAllItsWords(String keyword, int total) {
        assertThat(search(keyword, 1, 10).get("total").asInt()).isEqualTo(total);
    }

    @Test
    void datesComeInOrderWithTheSeatsLeft() {
        var concert = added.getFirst();

        var body = json(client.get("/api/v1/concert/" + concert.concertId() + "/date"));

        assertThat(body.get("concertId").asLong()).isEqualTo(concert.concertId());
        assertThat(body.get("concertTitle").asString()).isEqualTo("Xylo Nights 1");
        assertThat(body.get("dates")).hasSize(2);
        var date = body.get("dates").get(0);
        assertThat(members(date)).containsExactlyInAnyOrder("scheduleId", "startsAt", "open", "seatsLeft", "seats");
        assertThat(OffsetDateTime.parse(date.get("startsAt").asString()).toInstant())
                .isEqualTo(START);
        assertThat(date.get("open").asBoolean()).isTrue();
        assertThat(date.get("seatsLeft").asInt()).isEqualTo(5);
        assertThat(body.get("dates").get(1).get("open").asBoolean()).isFalse();
        assertThat(body.get("dates").get(1).get("seats").asInt()).isEqualTo(7);
    }

    @Test
    void anUnknownConcertIsNotFound() {
        var response = client.get("/api/v1/concert/9223372036854775807/date");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("type").asString()).endsWith("#unknown-concert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/concerts/query?keyword=xylo", "dates"})
    void aClientWithTheCurrentAnswerGets304(String path) {
        var address =
                path.equals("dates") ? "/api/v1/concert/" + added.getFirst().concertId() + "/date" : path;
        var etag = client.get(address).headers().firstValue("ETag").orElseThrow();

        var again = client.get(address, "If-None-Match", etag);

        assertThat(etag).matches("\"[0-9a-f]{24}\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);
        assertThat(client.get(address, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    private JsonNode search(String keyword, int page, int size) {
        return json(client.get("/api/v1/concerts/query?page=%d&size=%d&keyword=%s"
                .formatted(page, size, URLEncoder.encode(keyword, StandardCharsets.UTF_8))));
    }

    private static List<Long> ids(JsonNode page) {
        return page.get("concerts")
                .valueStream()
                .map(concert -> concert.get("concertId").asLong())
                .toList();
    }

    private static List<String> members(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}

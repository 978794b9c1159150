package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.IntegrationTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's routes for concerts. */
@IntegrationTest
class AdminConcertIntegrationTests {

    private static final String CONCERTS = "/api/v1/admin/concerts";
    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));
    private static final String TWO_DATES = """
            {"title": "Pale Kites Live", "artist": "Pale Kites", "venue": "제주 바람홀", "schedules": [
              {"startsAt": "2027-03-02T19:00:00+09:00", "open": false, "seats": 3},
              {"startsAt": "2027-03-01T19:00:00+09:00", "open": true, "seats": 1500}]}""";

    @LocalServerPort
    int port;

    @Test
    void anAddedConcertIsThereWithItsDates() throws Exception {
        var added = send("POST", CONCERTS, TWO_DATES);

        assertThat(added.statusCode()).isEqualTo(201);
        var body = json(added);
        assertThat(added.headers().firstValue("Location"))
                .hasValue(CONCERTS + '/' + body.get("concertId").asLong());
        assertThat(body.get("title").asString()).isEqualTo("Pale Kites Live");
        assertThat(body.get("schedules")).hasSize(2);
        assertThat(body.get("schedules").get(0).get("startsAt").asString()).isEqualTo("2027-03-01T10:00:00Z");
        assertThat(body.get("schedules").get(0).get("seatsLeft").asInt()).isEqualTo(1_500);
        assertThat(json(send("GET", added.headers().firstValue("Location").orElseThrow(), "")))
                .isEqualTo(body);
    }

    @Test
    void aConcertMayHaveNoDateYet() throws Exception {
        var added = send("POST", CONCERTS, """
                {"title": "Later", "artist": "Pale Kites", "venue": "Later", "schedules": []}""");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(json(added).get("schedules")).isEmpty();
    }

    /** Some additions may be refused while all database connections are in use. They take no id. */
    @Test
    void concurrentAdditionsLeaveNoGapsInTheIds() throws Exception {
        var answers = new ArrayList<Future<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20).forEach(_ -> answers.add(threads.submit(() -> send("POST", CONCERTS, TWO_DATES))));
        }

        var ids = answers.stream()
                .map(Future::resultNow)
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> json(answer).get("concertId").asLong())
                .sorted()
                .toList();
        assertThat(ids)
                .hasSizeGreaterThan(2)
                .isEqualTo(LongStream.range(ids.getFirst(), ids.getFirst() + ids.size())
                        .boxed()
                        .toList());
    }

    @Test
    void aChangeIsStored() throws Exception {
        var concert = json(send("POST", CONCERTS, TWO_DATES));
        var path = CONCERTS + '/' + concert.get("concertId").asLong();
        var closed = concert.get("schedules").get(1).get("scheduleId").asLong();

        var changed = send("PUT", path, """
                {"title": "New", "artist": "Other", "venue": "There", "schedules": [{"scheduleId": %d, "open": true}]}""".formatted(closed));

        assertThat(changed.statusCode()).isEqualTo(200);
        var body = json(changed);
        assertThat(body.get("title").asString()).isEqualTo("New");
        assertThat(body.get("schedules").get(0).get("open").asBoolean()).isTrue();
        assertThat(body.get("schedules").get(1).get("open").asBoolean()).isTrue();
        assertThat(json(send("GET", path, ""))).isEqualTo(body);
    }

    @Test
    void changesOfOneConcertAreSerial() throws Exception {
        var path = CONCERTS
                + '/'
                + json(send("POST", CONCERTS, TWO_DATES)).get("concertId").asLong();
        var answers = new ArrayList<Future<HttpResponse<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8).forEach(i -> answers.add(threads.submit(() -> send("PUT", path, """
                    {"title": "Turn %d Again", "artist": "Other", "venue": "There"}""".formatted(i)))));
        }

        assertThat(answers)
                .extracting(answer -> answer.resultNow().statusCode())
                .containsOnly(200);
    }

    @Test
    void aChangeWithoutDatesKeepsTheDates() throws Exception {
        var concert = json(send("POST", CONCERTS, TWO_DATES));

        var changed = send("PUT", CONCERTS + '/' + concert.get("concertId").asLong(), """
                {"title": "New", "artist": "Other", "venue": "There"}""");

        assertThat(json(changed).get("schedules")).isEqualTo(concert.get("schedules"));
    }

    @Test
    void aDateOfAnotherConcertIsRefusedAndNothingChanges() throws Exception {
        var concert = json(send("POST", CONCERTS, TWO_DATES));
        var path = CONCERTS + '/' + concert.get("concertId").asLong();

        var refused = send("PUT", path, """
                {"title": "New", "artist": "Other", "venue": "There", "schedules": [{"scheduleId": 0, "open": true}]}""");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("type").asString()).endsWith("#invalid-body");
        assertThat(json(refused).get("member").asString()).isEqualTo("schedules");
        assertThat(json(send("GET", path, ""))).isEqualTo(concert);
    }

    @ParameterizedTest
    @CsvSource({"GET, 9999999999, 404", "PUT, 9999999999, 404", "PUT, -1, 404", "GET, abc, 400", "PUT, abc, 400"})
    void anUnknownIdIsRefused(String method, String id, int status) throws Exception {
        var response = send(method, CONCERTS + '/' + id, method.equals("PUT") ? """
                {"title": "New", "artist": "Other", "venue": "There"}""" : "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("type").asString())
                .endsWith(status == 404 ? "#unknown-concert" : "#invalid-parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title               | {'artist': 'A', 'venue': 'V', 'schedules': []}",
                "title               | {'title': ' ', 'artist': 'A', 'venue': 'V', 'schedules': []}",
                "title               | {'title': 'T\\u0000', 'artist': 'A', 'venue': 'V', 'schedules': []}",
                "title               | {'title': 'T\\ud800', 'artist': 'A', 'venue': 'V', 'schedules': []}",
                "artist              | {'title': 'T', 'artist': null, 'venue': 'V', 'schedules': []}",
                "venue               | {'title': 'T', 'artist': 'A', 'venue': {}, 'schedules': []}",
                "schedules           | {'title': 'T', 'artist': 'A', 'venue': 'V'}",
                "schedules           | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': 5}",
                "schedules[0]        | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [null]}",
                "schedules[0].open   | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '2027-03-01T19:00:00Z', 'seats': 5}]}",
                "schedules[0].seats  | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '2027-03-01T19:00:00Z', 'open': true, 'seats': 0}]}",
                "schedules[0].seats  | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '2027-03-01T19:00:00Z', 'open': true, 'seats': 99999999999}]}",
                "schedules[0].startsAt | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '2027-03-01T19:00:00', 'open': true, 'seats': 5}]}",
                "schedules           | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '+99999-03-01T19:00:00Z', 'open': true, 'seats': 5}]}",
                "schedules           | {'title': 'T', 'artist': 'A', 'venue': 'V', 'schedules': [{'startsAt': '2027-03-01T19:00:00Z', 'open': true, 'seats': 60000}, {'startsAt': '2027-03-02T19:00:00Z', 'open': true, 'seats': 60000}]}"
            })
    void aBodyThatIsNotAConcertIsRefusedByMember(String member, String body) throws Exception {
        var refused = send("POST", CONCERTS, body.replace('\'', '"'));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("type").asString()).endsWith("#invalid-body");
        assertThat(json(refused).get("member").asString()).isEqualTo(member);
    }

    @Test
    void onlyTheOperatorMayChangeConcerts() throws Exception {
        var refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + CONCERTS))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(TWO_DATES))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", OPERATOR)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }
}

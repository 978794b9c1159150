package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.RawConnection;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance with short deadlines closes the connections of clients that do not do their part. */
class ConnectionDeadlinesIntegrationTests {

    private static final Duration DEADLINE = Duration.ofMillis(500);

    /** A client has longer to take an answer than to send a head. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** The deadline, and a second in which Tomcat notices it, with room for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    /** Tomcat counts the connection that it waits for. */
    private static final double NONE = 1;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String JOIN = "POST /api/v1/user/anna/queue/token/issue HTTP/1.1";
    private static final String CHANGE = "PATCH /api/v1/admin/queues/main HTTP/1.1";
    private static final String DOCS = "GET /docs/problems.md HTTP/1.1";
    private static final String HOST = "Host: localhost";
    private static final String JSON = "Content-Type: application/json";
    private static final String SIGNED_IN = "Authorization: " + Api.OPERATOR;
    private static final Instances INSTANCES = new Instances("connection_deadlines");

    private static Instance instance;
    private static int port;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start(
                "showgate.connections.head=500ms",
                "showgate.connections.body=500ms",
                "showgate.connections.answer=4s",
                "showgate.connections.linger=500ms",
                "showgate.connections.idle=1s",
                "showgate.connections.heads=2",
                "showgate.connections.slow-answers=1",
                "showgate.demo=false",
                "showgate.traffic.joins.user-rate=0");
        port = instance.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static RawConnection connect() {
        return RawConnection.to(port);
    }

    private static double cut(String reason) {
        return Cuts.of(instance, reason);
    }

    private static void assertCut(String reason, double before) {
        Cuts.assertOneMore(instance, reason, before);
    }

    @Test
    void aConnectionThatSendsNothingIsClosed() {
        double before = cut("silent");
        try (var silent = connect()) {
            assertThat(silent.timeUntilClosed()).isBetween(DEADLINE.dividedBy(2), BOUND);
        }
        assertCut("silent", before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", JOIN + "\r\n", JOIN + "\r\nHost: localhost\r\nX: "})
    void aHeadIsReadForALimitedTimeHoweverSlowlyItArrives(String beginning) {
        double before = cut("head");
        try (var slow = connect().send(beginning)) {
            assertThat(slow.timeUntilClosed("a", PAUSE)).isBetween(DEADLINE.dividedBy(2), BOUND);
        }
        assertCut("head", before);
    }

    @Test
    void emptyLinesAreNoWayToKeepAConnection() {
        double before = cut("head");
        try (var slow = connect()) {
            assertThat(slow.timeUntilClosed("\r\n", PAUSE)).isBetween(DEADLINE.dividedBy(2), BOUND);
        }
        assertCut("head", before);
    }

    @Test
    void theHeadOfALaterRequestHasTheSameTime() {
        double before = cut("head");
        try (var slow = connect().sendHead(JOIN, HOST).sendLines(JOIN, HOST)) {
            assertThat(slow.answer().status()).isEqualTo(200);
            assertThat(slow.timeUntilClosed("a", PAUSE)).isLessThan(BOUND);
        }
        assertCut("head", before);
    }

    @Test
    void anIdleConnectionIsKeptForALongerTime() {
        try (var idle = connect().sendHead(JOIN, HOST)) {
            assertThat(idle.answer().status()).isEqualTo(200);
            assertThat(idle.timeUntilClosed()).isBetween(Duration.ofMillis(900), BOUND);
        }
    }

    @Test
    void beyondTheMostUnfinishedHeadsTheOldestIsClosed() {
        double before = cut("heads-full");
        var unfinished =
                IntStream.range(0, 10).mapToObj(_ -> connect().sendLines(JOIN)).toList();

        await().untilAsserted(() -> assertThat(cut("heads-full")).isGreaterThan(before));

        unfinished.forEach(
                connection -> assertThat(connection.timeUntilClosed()).isLessThan(BOUND));
        unfinished.forEach(RawConnection::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
    void aRouteWithoutABodyNeverWaitsForOne(String length) {
        try (var unfinished = connect().sendHead(JOIN, HOST, length).send("1")) {
            var answer = unfinished.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(unfinished.timeUntilClosed("1", PAUSE)).isLessThan(BOUND);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void aConnectionWhoseUnwantedBodyHasArrivedIsKept(int length) {
        var head = String.join("\r\n", JOIN, HOST, "Content-Length: " + length);
        try (var complete = connect().send(head + "\r\n\r\n" + "a".repeat(length))) {
            var answer = complete.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEmpty();
            complete.sendHead(JOIN, HOST);
            assertThat(complete.answer().status()).isEqualTo(200);
        }
    }

    /** An unread body must not be taken for the next request. */
    @Test
    void whatFollowsAnUnfinishedBodyIsNoRequest() {
        try (var unfinished = connect().sendHead(JOIN, HOST, "Content-Length: 9999")) {
            assertThat(unfinished.answer().header("connection")).isEqualTo("close");
            unfinished.sendHead(JOIN, HOST);
            assertThat(unfinished.answer().status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 50", "Transfer-Encoding: chunked"})
    void noBodyIsReadFromAClientThatHasNotSignedIn(String length) {
        try (var anonymous = connect().sendHead(CHANGE, HOST, JSON, length, "Expect: 100-continue")) {
            var answer = anonymous.answer();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 50", "Transfer-Encoding: chunked"})
    void theBodyOfAnOperatorIsReadForALimitedTime(String length) {
        double before = cut("body");
        try (var slow = connect().sendHead(CHANGE, HOST, JSON, SIGNED_IN, length)) {
            slow.send("1");
            var answer = slow.answer();
            answer.assertProblem(408, "request-timeout");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(slow.timeUntilClosed("0", PAUSE)).isLessThan(BOUND);
        }
        assertCut("body", before);
    }

    /** The wait for the body is over, so what the client does later must not be taken for a part of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void aConnectionWhoseBodyWasLateIsClosedWhateverFollows(String lateBytes) {
        await().until(() -> open() == NONE);
        try (var slow = connect().sendHead(CHANGE, HOST, JSON, SIGNED_IN, "Content-Length: 50")) {
            slow.answer().assertProblem(408, "request-timeout");
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            slow.sendIfOpen(lateBytes);
        }
        await().until(() -> open() == NONE);
    }

    private static double open() {
        return instance.bean(MeterRegistry.class)
                .get("connections.open")
                .gauge()
                .value();
    }

    @Test
    void aBodyThatArrivesByteByByteIsReadForTheSameTime() {
        double before = cut("body");
        try (var slow = connect().sendHead(CHANGE, HOST, JSON, SIGNED_IN, "Transfer-Encoding: chunked")) {
            assertThat(slow.send("1;a=").timeUntilClosed("a", PAUSE)).isBetween(DEADLINE.dividedBy(2), BOUND);
        }
        assertCut("body", before);
    }

    @Test
    void a100IsSentWhenTheBodyIsWantedAndNotBefore() {
        try (var patient = connect().sendHead(JOIN, HOST, "Content-Length: 5", "Expect: 100-continue")) {
            assertThat(patient.answer().status()).isEqualTo(200);
            assertThat(patient.timeUntilClosed()).isLessThan(BOUND);
        }
        try (var operator =
                connect().sendHead(CHANGE, HOST, JSON, SIGNED_IN, "Content-Length: 2", "Expect: 100-continue")) {
            assertThat(operator.answer().status()).isEqualTo(100);
            assertThat(operator.send("{}").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatDoesNotTakeItsAnswersIsCutOff() {
        double before = cut("answer");
        var request = DOCS + "\r\n" + HOST + "\r\n\r\n";
        try (var greedy = connect().withSmallBuffers()) {
            long began = System.nanoTime();
            greedy.send(String.join("", Collections.nCopies(1_000, request)));
            assertCut("answer", before);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(ANSWER);
            assertThat(instance.bean(ConnectionLimits.class).slowAnswers().size())
                    .isZero();
        }
    }

    /** A client that has waited for long is the least likely to read at all. */
    @Test
    void beyondTheMostSlowAnswersTheOneThatHasWaitedLongestIsCutOff() {
        double before = cut("answers-full");
        var requests = String.join("", Collections.nCopies(100, DOCS + "\r\n" + HOST + "\r\n\r\n"));
        try (var greedy = connect().withSmallBuffers();
                var honest = connect().withSmallBuffers()) {
            greedy.send(requests);
            awaitSlowAnswer();
            honest.send(requests);
            assertCut("answers-full", before);
            for (int i = 0; i < 100; i++) {
                assertThat(honest.answer().status()).isEqualTo(200);
            }
        }
    }

    private static void awaitSlowAnswer() {
        await().until(() -> instance.bean(ConnectionLimits.class).slowAnswers().size() == 1);
    }

    @Test
    void aThousandRequestsThatComeTogetherAreAllAnswered() {
        var request = JOIN + "\r\n" + HOST + "\r\n\r\n";
        try (var many = connect()) {
            var sender =
                    Thread.startVirtualThread(() -> many.send(String.join("", Collections.nCopies(1_000, request))));
            for (int i = 0; i < 1_000; i++) {
                assertThat(many.answer().status()).isEqualTo(200);
            }
            assertThat(sender.isAlive()).isFalse();
        }
    }
}

package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.Answers;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Line;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * People who came before a fault: one waits, one is active, one has a receipt. They keep sending requests to one
 * instance, and new people join there.
 */
final class Visitors {

    /** The kinds of requests, in the order of a visit. */
    enum Request {
        JOIN,
        POLL,
        DATES,
        LIST,
        CAMPAIGN,
        CLAIM,
        RECEIPT
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int PAUSE_MILLIS = 100;

    private final int port;
    private final long concertId;
    private final long couponId;
    private final String waiting;
    private final String active;
    private final String receipt;

    /** Brings these people to the instance on this port. */
    Visitors(int port, long concertId, long couponId) {
        this.port = port;
        this.concertId = concertId;
        this.couponId = couponId;
        var api = new Api(port);
        waiting = Api.text(
                api.send("POST", "/api/v1/user/" + UUID.randomUUID() + "/queue/token/issue?queue=side", ""),
                "$.waitingToken");
        active = Api.text(
                api.operator("PUT", "/api/v1/admin/queues/main/active/" + UUID.randomUUID(), ""), "$.waitingToken");
        receipt = new CouponApi(port).issuedTo(couponId, UUID.randomUUID().toString());
        assertThat(failingRequests()).isEmpty();
    }

    /** The requests that are not answered as they are without a fault. */
    Set<Request> failingRequests() {
        var failing = new TreeSet<Request>();
        for (var request : Request.values()) {
            try {
                var answer = ask(new Line(List.of(port), new Answers(), TIMEOUT, (_, _) -> false), request);
                if (answer.status() != (request == Request.CLAIM ? 202 : 200)) {
                    failing.add(request);
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return failing;
    }

    /** Sends all kinds of requests in parallel for a while; returns the statuses of the answers to each kind. */
    Map<Request, Set<String>> askFor(Duration time, Answers answers) throws Exception {
        var line = new Line(List.of(port), answers, TIMEOUT, (_, _) -> false);
        long until = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new LinkedHashMap<Request, Future<Set<String>>>();
            for (var request : Request.values()) {
                asking.put(request, threads.submit(() -> askUntil(until, line, request)));
            }
            var statuses = new LinkedHashMap<Request, Set<String>>();
            for (var each : asking.entrySet()) {
                statuses.put(each.getKey(), each.getValue().get());
            }
            return statuses;
        }
    }

    private Set<String> askUntil(long untilNanos, Line line, Request request) throws InterruptedException {
        var statuses = new ConcurrentSkipListSet<String>();
        while (System.nanoTime() < untilNanos) {
            var answer = ask(line, request);
            statuses.add(
                    answer.status() == 503 && answer.header("retry-after").isEmpty()
                            ? "503 without Retry-After"
                            : Integer.toString(answer.status()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return statuses;
    }

    private Answer ask(Line line, Request request) throws InterruptedException {
        var user = UUID.randomUUID().toString();
        return switch (request) {
            case JOIN -> line.send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=side", Duration.ZERO);
            case POLL -> line.send("GET", "/api/v1/user/queue/token/query", Duration.ZERO, "waitingToken", waiting);
            case DATES ->
                line.send("GET", "/api/v1/concert/" + concertId + "/date", Duration.ZERO, "waitingToken", active);
            case LIST -> line.send("GET", "/api/v1/concerts/query", Duration.ZERO);
            case CAMPAIGN -> line.send("GET", "/api/v1/coupons/" + couponId, Duration.ZERO);
            case CLAIM ->
                line.send("POST", "/api/v1/coupons/" + couponId + "/claims", Duration.ZERO, "X-User-Id", user);
            case RECEIPT -> line.send("GET", "/api/v1/coupons/claims/" + receipt, Duration.ZERO);
        };
    }
}

package io.showgate.faults;

import io.showgate.support.Answer;
import io.showgate.support.Ending.Kind;
import io.showgate.support.Line;
import io.showgate.support.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A person who joins the queue, polls as told until admission, looks at the concert, claims a coupon, may give it back,
 * and leaves. The person repeats a temporarily refused request after the time that the answer says, at any instance.
 * Any other unexpected answer is an error and ends the visit.
 */
final class Person {

    private static final int VISITS_PER_LEAVER = 15;
    private static final int POLLS_PER_SECOND_JOIN = 4;
    private static final int COUPONS_PER_RETURN = 4;

    private final String user;
    private final Sale sale;
    private final Line line;
    private final Phone phone;
    private final Random random;
    private final long untilNanos;

    Person(String user, Sale sale, long seed, Duration longestVisit) {
        this.user = user;
        this.sale = sale;
        this.line = sale.line();
        this.phone = new Phone(user, sale.couponId(), line, sale.receiptLookups());
        this.random = new Random(seed);
        this.untilNanos = System.nanoTime() + longestVisit.toNanos();
    }

    /** Makes the whole visit and records how it ended. */
    void visit() throws InterruptedException {
        try {
            var token = join();
            if (happensOnceIn(VISITS_PER_LEAVER)) {
                pause(3_000);
            } else {
                awaitTurn(token);
                useAdmission(token);
            }
            insist(204, "DELETE", "/api/v1/user/queue/token", "waitingToken", token);
            sale.recordCompletion(user);
        } catch (VisitFailedException failed) {
            sale.recordFailure(user, failed.last());
        }
    }

    private String join() throws InterruptedException, VisitFailedException {
        var token = token(insist(200, "POST", "/api/v1/user/" + user + "/queue/token/issue"));
        sale.numbers().record(user, token);
        return token;
    }

    private static String token(Answer place) {
        return place.json().path("waitingToken").asString();
    }

    private void awaitTurn(String token) throws InterruptedException, VisitFailedException {
        while (true) {
            var place = insist(200, "GET", "/api/v1/user/queue/token/query", "waitingToken", token);
            sale.numbers().record(user, token(place));
            if (place.json().path("status").asString().equals("ACTIVE")) {
                sale.recordAdmission(
                        user, Instant.parse(place.json().path("expiresAt").asString()));
                return;
            }
            if (happensOnceIn(POLLS_PER_SECOND_JOIN)) {
                join();
            }
            TimeUnit.MILLISECONDS.sleep(place.json().path("pollAfterMillis").asLong());
            if (System.nanoTime() > untilNanos) {
                throw new VisitFailedException("waiting: " + place.body());
            }
        }
    }

    private void useAdmission(String token) throws InterruptedException, VisitFailedException {
        insist(200, "GET", "/api/v1/concerts/query");
        pause(1_000);
        insist(200, "GET", "/api/v1/concert/" + sale.concertId() + "/date", "waitingToken", token);
        pause(2_000);
        insist(200, "GET", "/api/v1/coupons/" + sale.couponId());
        var receipt = phone.claimUntilAnswered(untilNanos);
        if (receipt != null
                && phone.follow(receipt, untilNanos).kind() == Kind.ISSUED
                && happensOnceIn(COUPONS_PER_RETURN)) {
            pause(1_000);
            insist(204, "DELETE", "/api/v1/coupons/claims/" + receipt, "X-User-Id", user);
            sale.recordReturn(user);
        }
        insist(200, "GET", "/api/v1/concert/" + sale.concertId() + "/date", "waitingToken", token);
    }

    /** Repeats a request until its answer has this status. */
    private Answer insist(int wanted, String method, String path, String... headers)
            throws InterruptedException, VisitFailedException {
        while (true) {
            var answer = line.send(method, path, Duration.ZERO, headers);
            if (answer.status() == wanted) {
                return answer;
            }
            var what = method + ' ' + path + ": " + answer;
            if (!isTemporary(answer)) {
                line.answers().recordWrong(user + ": " + what);
                throw new VisitFailedException(what);
            }
            if (System.nanoTime() > untilNanos) {
                throw new VisitFailedException(what);
            }
            Line.waitAsTold(answer);
        }
    }

    private static boolean isTemporary(Answer answer) {
        return switch (answer.status()) {
            case 0 -> true;
            case 403, 429, 503 -> !answer.header("retry-after").isEmpty();
            default -> false;
        };
    }

    private boolean happensOnceIn(int times) {
        return random.nextInt(times) == 0;
    }

    private void pause(int longestMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis));
    }
}

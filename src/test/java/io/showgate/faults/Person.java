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
 * Somebody who joins the queue, polls as told until they are in, looks at the concert, claims a coupon, may give it
 * back, and leaves. Whatever is refused for now they try again when they were told to, at any instance; anything else
 * than what they hope for is wrong, and an end of their visit.
 */
final class Person {

    private static final int ONE_IN_SO_MANY_GIVES_UP = 15;
    private static final int ONE_IN_SO_MANY_HAS_TWO_PHONES = 4;
    private static final int ONE_IN_SO_MANY_GIVES_BACK = 4;

    private final String user;
    private final Sale sale;
    private final Line line;
    private final Phone phone;
    private final Random random;
    private final long untilNanos;

    Person(String user, Sale sale, long seed, Duration patience) {
        this.user = user;
        this.sale = sale;
        this.line = sale.line();
        this.phone = new Phone(user, sale.couponId(), line, sale.asking());
        this.random = new Random(seed);
        this.untilNanos = System.nanoTime() + patience.toNanos();
    }

    /** Comes, and goes again. */
    void visit() throws InterruptedException {
        try {
            var token = join();
            if (one(ONE_IN_SO_MANY_GIVES_UP)) {
                pause(3_000);
            } else {
                awaitTurn(token);
                beInside(token);
            }
            insist(204, "DELETE", "/api/v1/user/queue/token", "waitingToken", token);
            sale.left(user);
        } catch (GivenUpException unhappy) {
            sale.lost(user, unhappy.last());
        }
    }

    private String join() throws InterruptedException, GivenUpException {
        var token = token(insist(200, "POST", "/api/v1/user/" + user + "/queue/token/issue"));
        sale.places().told(user, token);
        return token;
    }

    private static String token(Answer place) {
        return place.json().path("waitingToken").asString();
    }

    private void awaitTurn(String token) throws InterruptedException, GivenUpException {
        while (true) {
            var place = insist(200, "GET", "/api/v1/user/queue/token/query", "waitingToken", token);
            sale.places().told(user, token(place));
            if (place.json().path("status").asString().equals("ACTIVE")) {
                sale.entered(user, Instant.parse(place.json().path("expiresAt").asString()));
                return;
            }
            if (one(ONE_IN_SO_MANY_HAS_TWO_PHONES)) {
                join();
            }
            TimeUnit.MILLISECONDS.sleep(place.json().path("pollAfterMillis").asLong());
            if (System.nanoTime() > untilNanos) {
                throw new GivenUpException("waiting: " + place.body());
            }
        }
    }

    private void beInside(String token) throws InterruptedException, GivenUpException {
        insist(200, "GET", "/api/v1/concerts/query");
        pause(1_000);
        insist(200, "GET", "/api/v1/concert/" + sale.concertId() + "/date", "waitingToken", token);
        pause(2_000);
        insist(200, "GET", "/api/v1/coupons/" + sale.couponId());
        var receipt = phone.press(untilNanos);
        if (receipt != null
                && phone.follow(receipt, untilNanos).kind() == Kind.ISSUED
                && one(ONE_IN_SO_MANY_GIVES_BACK)) {
            pause(1_000);
            insist(204, "DELETE", "/api/v1/coupons/claims/" + receipt, "X-User-Id", user);
            sale.gaveBack(user);
        }
        insist(200, "GET", "/api/v1/concert/" + sale.concertId() + "/date", "waitingToken", token);
    }

    /** Asks until it is answered with that status. */
    private Answer insist(int wanted, String method, String path, String... headers)
            throws InterruptedException, GivenUpException {
        while (true) {
            var answer = line.send(method, path, Duration.ZERO, headers);
            if (answer.status() == wanted) {
                return answer;
            }
            var what = method + ' ' + path + ": " + answer;
            if (!isForNow(answer)) {
                line.answers().heardWrong(user + ": " + what);
                throw new GivenUpException(what);
            }
            if (System.nanoTime() > untilNanos) {
                throw new GivenUpException(what);
            }
            Line.waitAsTold(answer);
        }
    }

    private static boolean isForNow(Answer answer) {
        return switch (answer.status()) {
            case 0 -> true;
            case 403, 429, 503 -> !answer.header("retry-after").isEmpty();
            default -> false;
        };
    }

    private boolean one(int inSoMany) {
        return random.nextInt(inSoMany) == 0;
    }

    private void pause(int longestMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis));
    }
}

package io.showgate.coupon;

import io.showgate.coupon.Ending.Kind;
import io.showgate.support.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One person's phone during a drop: it claims until it is told yes or no, and then asks for its receipt until that is
 * final. A broken connection and a 503 are no answer to it: it tries again, at any instance, as late as it was told to.
 * Those who ask share a bounded number of connections, so that a test does not need as many as there are people.
 */
final class Phone {

    private static final Answer BROKEN = new Answer(0, Map.of(), "the connection broke");
    private static final Duration LONG_POLL = Duration.ofSeconds(2);
    private static final Duration GIVES_UP_WAITING =
            Answers.BOUND.plus(LONG_POLL).plusSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String user;
    private final long couponId;
    private final List<Integer> ports;
    private final Answers answers;
    private final Semaphore asking;

    Phone(String user, long couponId, List<Integer> ports, Answers answers, Semaphore asking) {
        this.user = user;
        this.couponId = couponId;
        this.ports = ports;
        this.answers = answers;
        this.asking = asking;
    }

    /** Gets a coupon if there is one to be had, trying until this moment of {@link System#nanoTime} at the longest. */
    void buy(long untilNanos) throws InterruptedException {
        var receipt = press(untilNanos);
        if (receipt != null) {
            follow(receipt, untilNanos);
        }
    }

    /** Claims until there is a receipt, or null if there will be none. */
    @Nullable
    String press(long untilNanos) throws InterruptedException {
        var last = "no answer at all";
        while (System.nanoTime() < untilNanos) {
            var claimed = claim();
            if (claimed.status() == 202) {
                var receipt = claimed.json().path("receipt").asString();
                answers.receipt(user, receipt);
                return receipt;
            }
            if (!isForNow(claimed)) {
                answers.ended(user, new Ending(Kind.SOLD_OUT, slug(claimed)));
                return null;
            }
            last = waitAsTold(claimed);
        }
        answers.ended(user, new Ending(Kind.NONE, "claiming: " + last));
        return null;
    }

    /** Asks what became of the claim until that is final. */
    void follow(String receipt, long untilNanos) throws InterruptedException {
        answers.ended(user, ending(receipt, untilNanos));
    }

    private Ending ending(String receipt, long untilNanos) throws InterruptedException {
        var last = "no answer at all";
        while (System.nanoTime() < untilNanos) {
            var told = ask(receipt, LONG_POLL);
            if (told.status() != 200) {
                last = waitAsTold(told);
                continue;
            }
            var status = told.json().path("status").asString();
            if (status.equals("ISSUED")) {
                return new Ending(Kind.ISSUED, told.json().path("code").asString());
            }
            if (status.equals("FAILED")) {
                return new Ending(Kind.FAILED, told.json().path("reason").asString());
            }
            last = told.body();
        }
        return new Ending(Kind.NONE, "asking: " + last);
    }

    /** Claims once; status 0 if the connection broke, and then nobody knows whether it was taken. */
    Answer claim() throws InterruptedException {
        answers.claims(user);
        var answer = send("POST", "/api/v1/coupons/" + couponId + "/claims", Duration.ZERO);
        boolean soldOut = answer.status() == 409 && slug(answer).equals("sold-out");
        check(answer, answer.status() == 202 || soldOut);
        if (soldOut) {
            answers.soldOut();
        }
        return answer;
    }

    /** Asks once what became of the claim; status 0 if the connection broke. */
    Answer ask(String receipt, Duration longest) throws InterruptedException {
        var path = "/api/v1/coupons/claims/" + receipt + "?waitMillis=" + longest.toMillis();
        asking.acquire();
        try {
            var answer = send("GET", path, longest);
            check(answer, answer.status() == 200);
            return answer;
        } finally {
            asking.release();
        }
    }

    /** Gives the coupon back once; status 0 if the connection broke. */
    Answer giveBack(String receipt) throws InterruptedException {
        return send("DELETE", "/api/v1/coupons/claims/" + receipt, Duration.ZERO);
    }

    private void check(Answer answer, boolean expected) {
        boolean toldWhen =
                answer.status() != 503 || !answer.header("retry-after").isEmpty();
        if (!expected && !(isForNow(answer) && toldWhen)) {
            answers.heardWrong(user + ": " + answer);
        }
    }

    private static boolean isForNow(Answer answer) {
        return answer.status() == BROKEN.status() || answer.status() == 503;
    }

    private Answer send(String method, String path, Duration asked) throws InterruptedException {
        int port = ports.get(ThreadLocalRandom.current().nextInt(ports.size()));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(GIVES_UP_WAITING)
                .header("X-User-Id", user)
                .method(method, BodyPublishers.noBody())
                .build();
        long sent = System.nanoTime();
        try {
            var answer = Answer.of(CLIENT.send(request, BodyHandlers.ofString()));
            answers.heard(method + ' ' + answer.status(), tookBeyond(asked, sent));
            return answer;
        } catch (HttpConnectTimeoutException full) {
            answers.heard(method + " no connection", tookBeyond(asked, sent));
            return BROKEN;
        } catch (HttpTimeoutException hangs) {
            answers.heard(method + " no answer", tookBeyond(asked, sent));
            return BROKEN;
        } catch (IOException broken) {
            answers.heard(method + " broken", Duration.ZERO);
            return BROKEN;
        }
    }

    private static Duration tookBeyond(Duration asked, long sentNanos) {
        return Duration.ofNanos(System.nanoTime() - sentNanos).minus(asked);
    }

    /** Waits before the next try; returns what it waits because of. */
    private static String waitAsTold(Answer answer) throws InterruptedException {
        if (answer.status() == BROKEN.status()) {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(100, 500));
        } else {
            TimeUnit.SECONDS.sleep(Math.max(1, Long.parseLong(answer.header("retry-after"))));
        }
        return answer.body();
    }

    private static String slug(Answer answer) {
        var type = answer.json().path("type").asString();
        return type.substring(type.indexOf('#') + 1);
    }
}

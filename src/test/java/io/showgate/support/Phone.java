package io.showgate.support;

import io.showgate.support.Ending.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One person's phone during a drop: it claims until it is told yes or no, and then asks for its receipt until that is
 * final. A broken connection and a 503 are no answer to it: it tries again, at any instance, as late as it was told to.
 * Those who ask share a bounded number of connections, so that a test does not need as many as there are people.
 */
public final class Phone {

    private static final Duration LONG_POLL = Duration.ofSeconds(2);

    private final String user;
    private final long couponId;
    private final Line line;
    private final Answers answers;
    private final Semaphore asking;

    /** The phone of this user, who wants a coupon of that campaign; only so many ask for their receipt at once. */
    public Phone(String user, long couponId, Line line, Semaphore asking) {
        this.user = user;
        this.couponId = couponId;
        this.line = line;
        this.answers = line.answers();
        this.asking = asking;
    }

    /** Gets a coupon if there is one to be had, trying until this moment of {@link System#nanoTime} at the longest. */
    public void buy(long untilNanos) throws InterruptedException {
        var receipt = press(untilNanos);
        if (receipt != null) {
            follow(receipt, untilNanos);
        }
    }

    /** Claims until there is a receipt, or null if there will be none. */
    @Nullable
    public String press(long untilNanos) throws InterruptedException {
        var last = "no answer at all";
        while (System.nanoTime() < untilNanos) {
            var claimed = claim();
            if (claimed.status() == 202) {
                var receipt = claimed.json().path("receipt").asString();
                answers.receipt(user, receipt);
                return receipt;
            }
            if (!isForNow(claimed)) {
                answers.ended(user, new Ending(Kind.SOLD_OUT, claimed.problem()));
                return null;
            }
            last = Line.waitAsTold(claimed);
        }
        answers.ended(user, new Ending(Kind.NONE, "claiming: " + last));
        return null;
    }

    /** Asks what became of the claim until that is final. */
    public Ending follow(String receipt, long untilNanos) throws InterruptedException {
        var ending = ending(receipt, untilNanos);
        answers.ended(user, ending);
        return ending;
    }

    private Ending ending(String receipt, long untilNanos) throws InterruptedException {
        var last = "no answer at all";
        while (System.nanoTime() < untilNanos) {
            var told = ask(receipt, LONG_POLL);
            if (told.status() != 200) {
                last = Line.waitAsTold(told);
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
    public Answer claim() throws InterruptedException {
        answers.claims(user);
        var answer = send("POST", "/api/v1/coupons/" + couponId + "/claims", Duration.ZERO);
        boolean soldOut = answer.status() == 409 && answer.problem().equals("sold-out");
        check(answer, answer.status() == 202 || soldOut);
        if (soldOut) {
            answers.soldOut();
        }
        return answer;
    }

    /** Asks once what became of the claim; status 0 if the connection broke. */
    public Answer ask(String receipt, Duration longest) throws InterruptedException {
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
    public Answer giveBack(String receipt) throws InterruptedException {
        return send("DELETE", "/api/v1/coupons/claims/" + receipt, Duration.ZERO);
    }

    private void check(Answer answer, boolean expected) {
        if (answer.status() == 503) {
            answers.refused(answer.problem());
        }
        boolean toldWhen =
                answer.status() != 503 || !answer.header("retry-after").isEmpty();
        if (!expected && !(isForNow(answer) && toldWhen)) {
            answers.heardWrong(user + ": " + answer);
        }
    }

    private static boolean isForNow(Answer answer) {
        return answer.status() == Line.BROKEN.status() || answer.status() == 503;
    }

    private Answer send(String method, String path, Duration asked) throws InterruptedException {
        return line.send(method, path, asked, "X-User-Id", user);
    }
}

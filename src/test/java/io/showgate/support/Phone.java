package io.showgate.support;

import io.showgate.support.Ending.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One person's phone during a drop. It claims until the claim is accepted or refused, and then looks up its receipt
 * until the result is final. After a broken connection or a 503 it tries again at any instance, after the time that the
 * answer says. All phones share a limited number of receipt lookups, so that a test does not need a connection for each
 * person.
 */
public final class Phone {

    private static final Duration LONG_POLL = Duration.ofSeconds(2);

    private final String user;
    private final long couponId;
    private final Line line;
    private final Answers answers;
    private final Semaphore receiptLookups;

    /**
     * The phone of a user who wants a coupon of a campaign.
     *
     * @param receiptLookups limits how many phones look up their receipts at once
     */
    public Phone(String user, long couponId, Line line, Semaphore receiptLookups) {
        this.user = user;
        this.couponId = couponId;
        this.line = line;
        this.answers = line.answers();
        this.receiptLookups = receiptLookups;
    }

    /** Claims a coupon and waits for the result, until this moment of {@link System#nanoTime} at the latest. */
    public void buy(long untilNanos) throws InterruptedException {
        var receipt = claimUntilAnswered(untilNanos);
        if (receipt != null) {
            follow(receipt, untilNanos);
        }
    }

    /** Claims until there is a receipt; returns null if the claim was refused or the time is over. */
    @Nullable
    public String claimUntilAnswered(long untilNanos) throws InterruptedException {
        var last = "no answer at all";
        while (System.nanoTime() < untilNanos) {
            var claimed = claim();
            if (claimed.status() == 202) {
                var receipt = claimed.json().path("receipt").asString();
                answers.recordReceipt(user, receipt);
                return receipt;
            }
            if (!isTemporary(claimed)) {
                answers.recordEnding(user, new Ending(Kind.SOLD_OUT, claimed.problem()));
                return null;
            }
            last = Line.waitAsTold(claimed);
        }
        answers.recordEnding(user, new Ending(Kind.NONE, "claiming: " + last));
        return null;
    }

    /** Looks up the claim until its result is final. */
    public Ending follow(String receipt, long untilNanos) throws InterruptedException {
        var ending = ending(receipt, untilNanos);
        answers.recordEnding(user, ending);
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

    /** Claims once. The status is 0 if the connection broke; the claim may then have been accepted or not. */
    public Answer claim() throws InterruptedException {
        answers.recordClaim(user);
        var answer = send("POST", "/api/v1/coupons/" + couponId + "/claims", Duration.ZERO);
        boolean soldOut = answer.status() == 409 && answer.problem().equals("sold-out");
        check(answer, answer.status() == 202 || soldOut);
        if (soldOut) {
            answers.recordSoldOut();
        }
        return answer;
    }

    /** Looks up the claim once. The status is 0 if the connection broke. */
    public Answer ask(String receipt, Duration longest) throws InterruptedException {
        var path = "/api/v1/coupons/claims/" + receipt + "?waitMillis=" + longest.toMillis();
        receiptLookups.acquire();
        try {
            var answer = send("GET", path, longest);
            check(answer, answer.status() == 200);
            return answer;
        } finally {
            receiptLookups.release();
        }
    }

    /** Gives the coupon back once. The status is 0 if the connection broke. */
    public Answer giveBack(String receipt) throws InterruptedException {
        return send("DELETE", "/api/v1/coupons/claims/" + receipt, Duration.ZERO);
    }

    private void check(Answer answer, boolean expected) {
        if (answer.status() == 503) {
            answers.recordRefusal(answer.problem());
        }
        boolean saysWhen =
                answer.status() != 503 || !answer.header("retry-after").isEmpty();
        if (!expected && !(isTemporary(answer) && saysWhen)) {
            answers.recordWrong(user + ": " + answer);
        }
    }

    private static boolean isTemporary(Answer answer) {
        return answer.status() == Line.NO_ANSWER.status() || answer.status() == 503;
    }

    private Answer send(String method, String path, Duration asked) throws InterruptedException {
        return line.send(method, path, asked, "X-User-Id", user);
    }
}

package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Ending.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** All answers of a run, as the people saw them. Thread-safe. */
public final class Answers {

    /**
     * The longest time that an answer may take beyond the wait that the request asked for, even while a server is away.
     * A phone waits for as long.
     */
    public static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, Set<Ending>> endings = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> receipts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final AtomicReference<String> slowest = new AtomicReference<>("");
    private final Map<String, Long> firstClaims = new ConcurrentHashMap<>();
    private final long began = System.nanoTime();
    private final AtomicLong firstSoldOut = new AtomicLong(Long.MAX_VALUE);

    /** Records an answer, and how much longer it took than the wait that the request asked for. */
    public void record(String what, Duration took) {
        count(counts, what);
        if (took.toMillis() > slowestMillis.getAndAccumulate(took.toMillis(), Math::max)) {
            slowest.set(what + " at " + Instant.now());
        }
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    /** Records a temporary refusal by its problem. */
    public void recordRefusal(String problem) {
        count(refusals, problem);
    }

    /** Records a request that got no answer. */
    public void recordUnanswered(String what) {
        unanswered.add(what);
    }

    /** The requests that got no answer. */
    public Queue<String> unanswered() {
        return unanswered;
    }

    /** Records that a user is about to claim. */
    public void recordClaim(String user) {
        firstClaims.putIfAbsent(user, System.nanoTime() - began);
    }

    /** Records the time of the answer "sold out". */
    public void recordSoldOut() {
        firstSoldOut.accumulateAndGet(System.nanoTime() - began, Math::min);
    }

    /** True if this user first claimed after another user had the answer "sold out". */
    public boolean cameAfterSoldOut(String user) {
        return firstClaims.getOrDefault(user, 0L) > firstSoldOut.get();
    }

    /** Records an answer that must never be given. */
    public void recordWrong(String what) {
        wrong.add(what);
    }

    /** Records the receipt of a claim. */
    public void recordReceipt(String user, String receipt) {
        receipts.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(receipt);
    }

    /** Records the final answer about a claim at one phone. */
    public void recordEnding(String user, Ending ending) {
        endings.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(ending);
    }

    /** How often this answer was recorded. */
    public long count(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** The final answers to each user, from all of the user's phones. */
    public Map<String, Set<Ending>> endings() {
        return endings;
    }

    /** The code of the issued coupon of each user. Fails if a user was given two codes. */
    public Map<String, String> issuedCodes() {
        var codes = new HashMap<String, String>();
        endings.forEach((user, all) -> all.stream()
                .filter(ending -> ending.kind() == Kind.ISSUED)
                .forEach(ending -> assertThat(codes.put(user, ending.detail())).isNull()));
        return codes;
    }

    /** The receipts of each user. */
    public Map<String, Set<String>> receipts() {
        return receipts;
    }

    /** The answers that must never be given. */
    public Queue<String> wrong() {
        return wrong;
    }

    /** The longest time that an answer took beyond the wait that its request asked for. */
    public Duration slowest() {
        return Duration.ofMillis(slowestMillis.get());
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts) + ", refused " + new TreeMap<>(refusals) + ", slowest " + slowestMillis + " ms: "
                + slowest;
    }
}

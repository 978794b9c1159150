package io.showgate.coupon;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Everything that was answered during a drop, as the people saw it. Thread-safe. */
final class Answers {

    /**
     * No answer may take longer than this beyond the time that it was asked to wait, whatever is away: what a phone
     * waits for.
     */
    static final Duration BOUND = Duration.ofSeconds(10);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Set<Ending>> endings = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> receipts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final Map<String, Long> firstClaims = new ConcurrentHashMap<>();
    private final long began = System.nanoTime();
    private final AtomicLong firstSoldOut = new AtomicLong(Long.MAX_VALUE);

    /** Notes an answer, by what it was and how much longer than asked it took. */
    void heard(String what, Duration took) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
        slowestMillis.accumulateAndGet(took.toMillis(), Math::max);
    }

    /** Notes that somebody is about to claim. */
    void claims(String user) {
        firstClaims.putIfAbsent(user, System.nanoTime() - began);
    }

    /** Notes that somebody was told that nothing is left. */
    void soldOut() {
        firstSoldOut.accumulateAndGet(System.nanoTime() - began, Math::min);
    }

    /** Whether somebody first claimed after somebody else had been told that nothing is left. */
    boolean cameAfterSoldOut(String user) {
        return firstClaims.getOrDefault(user, 0L) > firstSoldOut.get();
    }

    /** Notes an answer that must never be given. */
    void heardWrong(String what) {
        wrong.add(what);
    }

    void receipt(String user, String receipt) {
        receipts.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(receipt);
    }

    void ended(String user, Ending ending) {
        endings.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(ending);
    }

    /** How often that was answered. */
    long count(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** What was told in the end, to each person at each of their phones. */
    Map<String, Set<Ending>> endings() {
        return endings;
    }

    /** The receipts that each person was given. */
    Map<String, Set<String>> receipts() {
        return receipts;
    }

    Queue<String> wrong() {
        return wrong;
    }

    Duration slowest() {
        return Duration.ofMillis(slowestMillis.get());
    }

    @Override
    public String toString() {
        return counts + ", slowest " + slowestMillis + " ms";
    }
}

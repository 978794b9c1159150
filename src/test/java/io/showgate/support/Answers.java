package io.showgate.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Everything that was answered during a run, as the people saw it. Thread-safe. */
public final class Answers {

    /**
     * No answer may take longer than this beyond the time that it was asked to wait, whatever is away: what a phone
     * waits for.
     */
    public static final Duration BOUND = Duration.ofSeconds(10);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, Set<Ending>> endings = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> receipts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final AtomicReference<String> slowest = new AtomicReference<>("");
    private final Map<String, Long> firstClaims = new ConcurrentHashMap<>();
    private final long began = System.nanoTime();
    private final AtomicLong firstSoldOut = new AtomicLong(Long.MAX_VALUE);

    /** Notes an answer, by what it was and how much longer than asked it took. */
    public void heard(String what, Duration took) {
        count(counts, what);
        if (took.toMillis() > slowestMillis.getAndAccumulate(took.toMillis(), Math::max)) {
            slowest.set(what + " at " + Instant.now());
        }
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    /** Notes why something was refused for now. */
    public void refused(String problem) {
        count(refusals, problem);
    }

    /** Notes a request that got no answer. */
    public void heardNothing(String what) {
        broken.add(what);
    }

    /** Requests that got no answer. */
    public Queue<String> broken() {
        return broken;
    }

    /** Notes that somebody is about to claim. */
    public void claims(String user) {
        firstClaims.putIfAbsent(user, System.nanoTime() - began);
    }

    /** Notes that somebody was told that nothing is left. */
    public void soldOut() {
        firstSoldOut.accumulateAndGet(System.nanoTime() - began, Math::min);
    }

    /** Whether somebody first claimed after somebody else had been told that nothing is left. */
    public boolean cameAfterSoldOut(String user) {
        return firstClaims.getOrDefault(user, 0L) > firstSoldOut.get();
    }

    /** Notes an answer that must never be given. */
    public void heardWrong(String what) {
        wrong.add(what);
    }

    public void receipt(String user, String receipt) {
        receipts.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(receipt);
    }

    public void ended(String user, Ending ending) {
        endings.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(ending);
    }

    /** How often that was answered. */
    public long count(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** What was told in the end, to each person at each of their phones. */
    public Map<String, Set<Ending>> endings() {
        return endings;
    }

    /** The receipts that each person was given. */
    public Map<String, Set<String>> receipts() {
        return receipts;
    }

    public Queue<String> wrong() {
        return wrong;
    }

    public Duration slowest() {
        return Duration.ofMillis(slowestMillis.get());
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts) + ", refused " + new TreeMap<>(refusals) + ", slowest " + slowestMillis + " ms: "
                + slowest;
    }
}

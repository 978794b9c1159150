package io.showgate.faults;

import io.showgate.support.Line;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** The concert and the campaign of a run, and the results of all visits. Thread-safe. */
final class Sale {

    private static final int RECEIPT_LOOKUPS = 500;

    private final Line line;
    private final AssignedNumbers numbers;
    private final long concertId;
    private final long couponId;
    private final Semaphore receiptLookups = new Semaphore(RECEIPT_LOOKUPS);
    private final Map<String, Instant> admitted = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Set<String> gaveBack = ConcurrentHashMap.newKeySet();

    Sale(Line line, long concertId, long couponId, BooleanSupplier redisWasEmptied) {
        this.line = line;
        this.numbers = new AssignedNumbers(line.answers(), redisWasEmptied);
        this.concertId = concertId;
        this.couponId = couponId;
    }

    Line line() {
        return line;
    }

    AssignedNumbers numbers() {
        return numbers;
    }

    long concertId() {
        return concertId;
    }

    long couponId() {
        return couponId;
    }

    /** Limits how many people look up a receipt at once. */
    Semaphore receiptLookups() {
        return receiptLookups;
    }

    /** Records that a person was admitted, at least until this time. */
    void recordAdmission(String user, Instant until) {
        admitted.put(user, until);
    }

    /** Records that a person completed the visit and left. */
    void recordCompletion(String user) {
        completed.add(user);
    }

    /** Records that a visit failed, with the last answer. */
    void recordFailure(String user, String last) {
        failures.put(user, last);
    }

    /** Records that a person gave the coupon back. */
    void recordReturn(String user) {
        gaveBack.add(user);
    }

    Set<String> completed() {
        return completed;
    }

    Map<String, String> failures() {
        return failures;
    }

    Set<String> usersWhoGaveBack() {
        return gaveBack;
    }

    @Override
    public String toString() {
        return "%d numbers, %d admitted, %d completed, %d failed; %s"
                .formatted(numbers.count(), admitted.size(), completed.size(), failures.size(), line.answers());
    }
}

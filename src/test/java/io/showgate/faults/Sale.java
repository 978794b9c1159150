package io.showgate.faults;

import io.showgate.support.Line;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** What everybody comes for, and how each of them fared. Thread-safe. */
final class Sale {

    private static final int ASKING = 500;

    private final Line line;
    private final Places places;
    private final long concertId;
    private final long couponId;
    private final Semaphore asking = new Semaphore(ASKING);
    private final Map<String, Instant> entered = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Map<String, String> lost = new ConcurrentHashMap<>();
    private final Set<String> gaveBack = ConcurrentHashMap.newKeySet();

    Sale(Line line, long concertId, long couponId, BooleanSupplier redisWasEmptied) {
        this.line = line;
        this.places = new Places(line.answers(), redisWasEmptied);
        this.concertId = concertId;
        this.couponId = couponId;
    }

    Line line() {
        return line;
    }

    Places places() {
        return places;
    }

    long concertId() {
        return concertId;
    }

    long couponId() {
        return couponId;
    }

    /** So many ask for their receipts at once. */
    Semaphore asking() {
        return asking;
    }

    /** Somebody is inside, until then at least. */
    void entered(String user, Instant until) {
        entered.put(user, until);
    }

    /** Somebody has done what they came for, and is gone. */
    void left(String user) {
        left.add(user);
    }

    /** Somebody has not, because of what they were last told. */
    void lost(String user, String last) {
        lost.put(user, last);
    }

    void gaveBack(String user) {
        gaveBack.add(user);
    }

    Set<String> whoLeft() {
        return left;
    }

    Map<String, String> whoWasLost() {
        return lost;
    }

    Set<String> whoGaveBack() {
        return gaveBack;
    }

    @Override
    public String toString() {
        return "%d numbers, %d let in, %d left again, %d lost; %s"
                .formatted(places.count(), entered.size(), left.size(), lost.size(), line.answers());
    }
}

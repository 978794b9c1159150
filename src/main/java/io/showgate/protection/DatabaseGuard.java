package io.showgate.protection;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What others may know of the database's protection: whether it is refused to them now, and how to say that nobody
 * waits for what they do. Every connection is guarded without their doing ({@code docs/protection.md}). Thread-safe.
 */
public final class DatabaseGuard {

    private final CircuitBreaker breaker;

    DatabaseGuard(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /**
     * True from when too much of what the database was asked failed or was slow, until a few probes have succeeded;
     * meanwhile nearly everything that needs it is refused at once.
     */
    public boolean isOpen() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN, HALF_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }

    /** Runs work that no request waits for. The mark holds for the calling thread, not for threads that it starts. */
    public static void inBackground(Runnable work) {
        DatabaseKind.BACKGROUND.mark().run(work);
    }

    /** The same for work that has a result. */
    public static <T extends @Nullable Object> T inBackground(Supplier<T> work) {
        return DatabaseKind.BACKGROUND.mark().call(work::get);
    }
}

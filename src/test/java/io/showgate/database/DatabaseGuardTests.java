package io.showgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;

/** What others learn from the guard: the breaker's state, and the mark of code for which nobody waits. */
class DatabaseGuardTests {

    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("database");
    private final DatabaseGuard guard = new DatabaseGuard(breaker);

    @Test
    void openUntilTheProbesHaveSucceeded() {
        assertThat(guard.isOpen()).isFalse();

        breaker.transitionToOpenState();
        assertThat(guard.isOpen()).isTrue();

        breaker.transitionToHalfOpenState();
        assertThat(guard.isOpen()).isTrue();

        breaker.transitionToClosedState();
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void codeIsARequestUnlessItIsMarked() {
        assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.REQUESTS);

        assertThat(DatabaseGuard.inBackground(DatabaseWork::current)).isEqualTo(DatabaseWork.BACKGROUND);
        DatabaseGuard.inBackground(() -> assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.BACKGROUND));

        assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.REQUESTS);
    }

    @Test
    void whoAsksIsGivenTheResultOrTheFailure() {
        assertThat(DatabaseGuard.inTime(() -> "found")).isEqualTo("found");
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> DatabaseGuard.inTime(() -> {
                    throw new DuplicateKeyException("refused");
                }));
    }

    @Test
    void whoAsksIsToldAfterASecondAndAHalfThatItWasNotDoneInTime() {
        var never = new Object();
        long start = System.nanoTime();

        assertThatExceptionOfType(QueryTimeoutException.class)
                .isThrownBy(() -> DatabaseGuard.inTime(() -> {
                    LockSupport.park(never);
                    return never;
                }));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_500), Duration.ofMillis(1_900));
    }
}

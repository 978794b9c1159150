package io.showgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;

/** The public face of the guard: the breaker's state, the usage, and the mark of background work. */
class DatabaseGuardTests {

    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("database");
    private final Map<DatabaseWork, Bulkhead> bulkheads = Arrays.stream(DatabaseWork.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    work -> Bulkhead.of(
                            work.bulkhead(),
                            BulkheadConfig.custom().maxConcurrentCalls(4).build())));
    private final DatabaseGuard guard =
            new DatabaseGuard(breaker, this::bulkhead, new PoolUsage(HikariDataSource::new, () -> 0));

    private Bulkhead bulkhead(DatabaseWork work) {
        return Objects.requireNonNull(bulkheads.get(work));
    }

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
    void theUsageCountsTheConnectionsForRequestsAndTheBreaker() {
        bulkhead(DatabaseWork.REQUESTS).acquirePermission();

        assertThat(guard.usage()).isEqualTo(new DatabaseUsage(0.25, 0, false));

        breaker.transitionToOpenState();
        assertThat(guard.usage().broken()).isTrue();
    }

    @Test
    void theUsageDoesNotCountWorkThatAnyoneCanCause() {
        for (var work : List.of(DatabaseWork.LISTS, DatabaseWork.SEARCHES)) {
            for (int i = 0; i < 4; i++) {
                bulkhead(work).acquirePermission();
            }
        }

        assertThat(guard.usage().usage()).isZero();
    }

    @Test
    void codeIsARequestUnlessItIsMarked() {
        assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.REQUESTS);

        assertThat(DatabaseGuard.inBackground(DatabaseWork::current)).isEqualTo(DatabaseWork.BACKGROUND);
        assertThat(DatabaseGuard.as(DatabaseWork.SEARCHES, DatabaseWork::current))
                .isEqualTo(DatabaseWork.SEARCHES);
        DatabaseGuard.inBackground(() -> assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.BACKGROUND));

        assertThat(DatabaseWork.current()).isEqualTo(DatabaseWork.REQUESTS);
    }

    @Test
    void workInTimeReturnsItsResultOrItsFailure() {
        assertThat(DatabaseGuard.inTime(() -> "found")).isEqualTo("found");
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> DatabaseGuard.inTime(() -> {
                    throw new DuplicateKeyException("refused");
                }));
    }

    @Test
    void lateWorkFailsAfterASecondAndAHalf() {
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

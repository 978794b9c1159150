package io.showgate.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.junit.jupiter.api.Test;

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
        assertThat(DatabaseKind.current()).isEqualTo(DatabaseKind.REQUESTS);

        assertThat(DatabaseGuard.inBackground(DatabaseKind::current)).isEqualTo(DatabaseKind.BACKGROUND);
        DatabaseGuard.inBackground(() -> assertThat(DatabaseKind.current()).isEqualTo(DatabaseKind.BACKGROUND));

        assertThat(DatabaseKind.current()).isEqualTo(DatabaseKind.REQUESTS);
    }
}

package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.database.DatabaseGuard;
import io.showgate.queue.AdmissionPressure;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broken database stops admission: from the circuit breaker to the answer for a waiting user. */
class AdmissionHeldIntegrationTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final Instances INSTANCES = new Instances("admission_held");

    private static Instance instance;
    private static Api api;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start();
        api = instance.coupons().api();
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static CircuitBreaker breaker() {
        return instance.bean(CircuitBreakerRegistry.class).circuitBreaker("database");
    }

    private static double gauge(String name) {
        return instance.bean(MeterRegistry.class).get(name).gauge().value();
    }

    private static String admission(String token) {
        return Api.text(api.poll(token), "$.admission");
    }

    @Test
    void whileTheDatabaseIsBrokenNoOneIsAdmittedAndAfterwardsAllAreInOrder() {
        var early = api.tokenOf("early");
        await().atMost(TIMEOUT)
                .until(() -> Api.text(api.poll(early), "$.status").equals("ACTIVE"));
        assertThat(admission(early)).isEqualTo("OPEN");
        breaker().transitionToForcedOpenState();
        await().atMost(TIMEOUT)
                .until(() -> instance.bean(AdmissionPressure.class).now().held());
        var token = api.tokenOf("waits");
        api.operator("PATCH", MAIN, "{\"ratePinned\": 100, \"paused\": false}");

        await().atMost(TIMEOUT).until(() -> admission(token).equals("HELD"));

        var place = api.poll(token);
        assertThat(Api.text(place, "$.status")).isEqualTo("WAITING");
        assertThat(Api.members(place, "$")).containsEntry("estimatedWait", null).containsEntry("position", 1);
        assertThat(Api.text(api.operator("GET", MAIN, ""), "$.admission")).isEqualTo("HELD");
        assertThat(gauge("admission.held")).isEqualTo(1);
        assertThat(gauge("admission.rate")).isZero();

        breaker().transitionToClosedState();

        await().atMost(TIMEOUT)
                .until(() -> Api.text(api.poll(token), "$.status").equals("ACTIVE"));
        assertThat(admission(token)).isEqualTo("OPEN");
        assertThat(gauge("admission.share")).isLessThan(1);
        assertThat(gauge("admission.held")).isZero();
    }

    /** These connections are fewer than the pool has, and are all in use long before the pool is. */
    @Test
    void theUsageIsThatOfTheConnectionsForRequests() throws SQLException {
        var pool = instance.bean(DataSource.class);
        var guard = instance.bean(DatabaseGuard.class);
        try (var _ = pool.getConnection();
                var _ = pool.getConnection();
                var _ = pool.getConnection();
                var _ = pool.getConnection()) {
            assertThat(guard.usage().usage()).isGreaterThanOrEqualTo(0.8);
        }
        assertThat(guard.usage().waiting()).isZero();
    }
}

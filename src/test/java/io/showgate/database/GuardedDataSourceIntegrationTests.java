package io.showgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showgate.support.OwnDatabase;
import io.showgate.support.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The guard with the settings of the product, in front of a database that is busy, down, or hangs. */
@Tag(TestServers.ONCE)
class GuardedDataSourceIntegrationTests {

    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration AN_ANSWER = Duration.ofMillis(1_700);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    /** Only the pool and its guard. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @Import(DatabaseConfiguration.class)
    @EnableConfigurationProperties(DatabaseProperties.class)
    static class Guarded {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private static OwnDatabase database;
    private static ConfigurableApplicationContext context;
    private static DataSource connections;
    private static JdbcTemplate jdbc;
    private static DatabaseGuard guard;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start();
        context = new SpringApplicationBuilder(Guarded.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--showgate.secret=a-secret-for-tests-of-at-least-32-bytes",
                        "--showgate.operator.password=operator",
                        "--showgate.security.users=trusted",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password());
        connections = context.getBean(DataSource.class);
        guard = context.getBean(DatabaseGuard.class);
        jdbc = new JdbcTemplate(connections);
        jdbc.execute("create table page (id int primary key)");
        jdbc.execute("create trigger no_negatives before insert on page for each row "
                + "if new.id < 0 then signal sqlstate '45000' set message_text = 'negative'; end if");
        jdbc.execute("insert into page values (1)");
    }

    @AfterAll
    static void stop() {
        context.close();
        database.close();
    }

    /** The breaker judges the calls of ten seconds. Each test begins without any. */
    @BeforeEach
    void forget() {
        context.getBean(CircuitBreaker.class).reset();
    }

    @AfterEach
    void recover() {
        database.resume(); // also if the test failed while the database was paused
        await().atMost(RECOVERY).ignoreExceptions().until(() -> answers() && !guard.isOpen());
    }

    private static boolean answers() {
        return Integer.valueOf(1).equals(jdbc.queryForObject("select 1", Integer.class));
    }

    private static Duration time(Callable<?> work) {
        long start = System.nanoTime();
        try {
            work.call();
        } catch (Exception expected) {
            assertThat(expected).isInstanceOfAny(SQLException.class, DataAccessException.class);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double refused(String reason) {
        return context.getBean(MeterRegistry.class)
                .get("database.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static List<Connection> borrow(int count) throws SQLException {
        var borrowed = new ArrayList<Connection>();
        for (int i = 0; i < count; i++) {
            borrowed.add(connections.getConnection());
        }
        return borrowed;
    }

    @Test
    void whenAllConnectionsForRequestsAreInUseTheNextIsRefusedAtOnce() throws SQLException {
        answers();
        double before = refused("full");
        var taken = borrow(5);

        assertThatExceptionOfType(DatabaseRefusedException.class).isThrownBy(connections::getConnection);
        assertThat(time(connections::getConnection)).isLessThan(AT_ONCE);
        assertThat(refused("full")).isEqualTo(before + 2);
        assertThat(DatabaseGuard.inBackground(() -> answers())).isTrue();

        taken.getFirst().close();
        taken.getFirst().close();
        assertThat(answers()).isTrue();
        for (var each : taken) {
            each.close();
        }
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void backgroundWorkWaitsAndTakesNoConnectionFromRequests() throws Exception {
        var taken = DatabaseGuard.inBackground(() -> {
            try {
                return borrow(4);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
        });
        assertThat(answers()).isTrue();
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = thread.submit(() -> DatabaseGuard.inBackground(() -> answers()));
            assertThat(waiting).isNotDone();
            taken.getFirst().close();
            assertThat(waiting.get()).isTrue();
        }
        for (var each : taken) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseWork.class,
            names = {"LISTS", "SEARCHES"})
    void listsAndSearchesTakeNoConnectionFromOtherWorkAndDoNotCountAsItsUsage(DatabaseWork work) throws SQLException {
        answers();
        var taken = DatabaseGuard.as(work, () -> borrow(guard.connections(work)));

        assertThatExceptionOfType(DatabaseRefusedException.class)
                .isThrownBy(() -> DatabaseGuard.as(work, connections::getConnection));
        assertThat(guard.usage().usage()).isZero();
        taken.addAll(borrow(5));
        taken.addAll(DatabaseGuard.as(DatabaseWork.BACKGROUND, () -> borrow(4)));
        assertThat(guard.usage().waiting()).isZero();

        for (var each : taken) {
            each.close();
        }
    }

    @Test
    void aStatementRefusedForItsContentIsNoFailureOfTheDatabase() {
        for (int i = 0; i < 20; i++) {
            assertThat(time(() -> jdbc.update("insert into page values (1)"))).isPositive();
            assertThat(time(() -> jdbc.update("insert into page values (-1)"))).isPositive();
            assertThat(time(() -> jdbc.update("no sql"))).isPositive();
        }

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> jdbc.update("insert into page values (1)"))
                .withCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void aLockedRowIsWaitedForASecondAndIsNoFailure() throws SQLException {
        try (var holder = connections.getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from page where id = 1 for update");

            assertThat(time(() -> jdbc.update("update page set id = 2 where id = 1")))
                    .isBetween(Duration.ofMillis(900), AN_ANSWER);
            holder.rollback();
        }

        var breaker = context.getBean(CircuitBreaker.class);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void aDatabaseThatIsDownIsNotAskedAndItsReturnIsNoticed() {
        answers();
        double before = refused("open");
        database.kill();

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            assertThat(time(GuardedDataSourceIntegrationTests::answers)).isLessThan(AN_ANSWER);
            return guard.isOpen();
        });
        await().until(() -> {
            assertThat(time(GuardedDataSourceIntegrationTests::answers)).isLessThan(AN_ANSWER);
            return refused("open") > before;
        });

        database.restart();
        recover();
    }

    @Test
    void aDatabaseThatHangsDelaysNoRequestAndItsReturnIsNoticed() {
        answers();
        database.pause();
        assertThat(timesOf20AtOnce()).allSatisfy(each -> assertThat(each).isLessThan(AN_ANSWER));
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            assertThat(time(GuardedDataSourceIntegrationTests::answers)).isLessThan(AN_ANSWER);
            return guard.isOpen();
        });

        database.resume();
        recover();
    }

    /** Others must get an answer from a database that is only busy with searches. */
    @Test
    void slowSearchesDoNotCloseTheDatabaseForOthers() {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 6)
                    .forEach(_ -> people.execute(() -> DatabaseGuard.as(
                            DatabaseWork.SEARCHES, () -> jdbc.queryForObject("select sleep(1.1)", Integer.class))));
        }

        assertThat(guard.isOpen()).isFalse();
    }

    private static List<Duration> timesOf20AtOnce() {
        var times = new ArrayList<Future<Duration>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20)
                    .forEach(_ -> times.add(people.submit(() -> time(GuardedDataSourceIntegrationTests::answers))));
        }
        return times.stream().map(Future::resultNow).toList();
    }

    @Test
    void manyShortAnswersTogetherHaveADeadline() {
        assertThat(time(() -> {
                    try (var connection = connections.getConnection()) {
                        for (int i = 0; i < 10; i++) {
                            try (var statement = connection.prepareStatement("select sleep(0.4)")) {
                                statement.executeQuery();
                            }
                        }
                        return connection;
                    }
                }))
                .isBetween(Duration.ofMillis(1_400), AN_ANSWER);
    }

    @Test
    void aDatabaseThatAnswersSlowlyIsRefusedToo() {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 5)
                    .forEach(_ -> people.execute(() -> jdbc.execute((Connection connection) -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("select sleep(0.55)");
                            statement.execute("select sleep(0.55)");
                        }
                        return true;
                    })));
        }

        assertThat(guard.isOpen()).isTrue();
    }
}

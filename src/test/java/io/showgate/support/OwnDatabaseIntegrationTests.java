package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that a test kills and pauses: it keeps its data, and leaves nothing behind when it is closed. */
@Tag(TestServers.ONCE)
@SideBySide
class OwnDatabaseIntegrationTests {

    @Test
    void afterAKillItHasAllCommittedData() {
        try (var database = OwnDatabase.start()) {
            var source = new DriverManagerDataSource(database.url(), database.username(), database.password());
            var sql = JdbcClient.create(source);
            sql.sql("CREATE TABLE numbers (number INT PRIMARY KEY)").update();
            sql.sql("INSERT INTO numbers VALUES (1), (2), (3)").update();

            database.kill();

            assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
            database.restart();
            assertThat(numbers(sql)).isEqualTo(3);
        }
    }

    @Test
    void itAnswersAfterAPauseAndLeavesNothingBehindWhenClosed() throws Exception {
        var database = OwnDatabase.start();
        var traces = Traces.of(database.folder());
        try (database) {
            var sql = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.username(), database.password()));
            database.pause();

            var answer = CompletableFuture.supplyAsync(
                    () -> sql.sql("SELECT 7").query(Integer.class).single());

            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            database.resume();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(7);
            database.pause();
            assertTimeout(Duration.ofSeconds(20), database::close, "a paused database stops within this time");
        }
        traces.assertGone();
    }

    private static int numbers(JdbcClient sql) {
        return sql.sql("SELECT COUNT(*) FROM numbers").query(Integer.class).single();
    }
}

package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.TestDatabase;
import io.showgate.support.TestServers;
import io.showgate.support.UserIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The column of user ids before and after it was widened: it keeps the claims, and compares bytes as Redis does. */
class UserIdColumnIntegrationTests {

    @Test
    void wideningKeepsTheClaimsAndComparesBytes() {
        try (var database = new TestDatabase("user_id_column")) {
            var source = new DriverManagerDataSource(
                    database.url(), TestServers.databaseUsername(), TestServers.databasePassword());
            var jdbc = JdbcClient.create(source);
            migrate(source, "6");
            insert(jdbc, "kim", "Kim", "k-1", "k_1", "k.1@x");
            migrate(source, "7");

            assertThat(users(jdbc)).containsExactly("Kim", "k-1", "k.1@x", "k_1", "kim");
            jdbc.sql("delete from coupon_claim").update();
            insert(jdbc, UserIds.all().toArray(String[]::new));
            assertThat(users(jdbc))
                    .containsExactlyElementsOf(UserIds.all().stream()
                            .sorted((one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other)))
                            .toList());
        }
    }

    private static void migrate(DriverManagerDataSource source, String version) {
        Flyway.configure().dataSource(source).target(version).load().migrate();
    }

    private static void insert(JdbcClient jdbc, String... users) {
        for (var user : users) {
            jdbc.sql(
                            "insert into coupon_claim (coupon_id, user_id, number, code, claimed_at) values (1, ?, 1, 'C', now())")
                    .param(user)
                    .update();
        }
    }

    private static List<String> users(JdbcClient jdbc) {
        return jdbc.sql("select user_id from coupon_claim order by user_id").query(String.class).stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static byte[] bytes(String user) {
        return user.getBytes(StandardCharsets.UTF_8);
    }
}

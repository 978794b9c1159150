package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broken rows are found. This test writes them into a database of its own, into tables without constraints. */
class CouponRowsIntegrationTests {

    private static final String DATABASE =
            "coupon_rows_" + ProcessHandle.current().pid();

    private Connection connection;

    @BeforeEach
    void makeTables() throws SQLException {
        connection = DriverManager.getConnection(
                TestServers.databaseUrl(), TestServers.databaseUsername(), TestServers.databasePassword());
        execute("CREATE DATABASE " + DATABASE);
        connection.setCatalog(DATABASE);
    }

    @AfterEach
    void dropTables() throws SQLException {
        execute("DROP DATABASE " + DATABASE);
        connection.close();
    }

    @Test
    void aDatabaseWithoutCouponsHasNoViolation() throws SQLException {
        assertThat(rows().newViolations()).isEmpty();
    }

    @Test
    void eachViolationIsFoundOnce() throws SQLException {
        tables();
        execute("INSERT INTO coupon_campaign VALUES (1, 2, 1, 0)");
        var rows = rows();

        assertThat(rows.newViolations()).hasSize(1);
        assertThat(rows.newViolations()).isEmpty();
    }

    @Test
    void countsThatAgreeAreNoViolation() throws SQLException {
        tables();
        execute("INSERT INTO coupon_campaign VALUES (1, 2, 1, 1), (2, 5, 0, 0)");
        execute("INSERT INTO coupon_claim VALUES (1, 'a', NULL), (1, 'b', NOW(3))");

        assertThat(CouponRows.violations(connection)).isEmpty();
    }

    @Test
    void countsThatDisagreeAreFound() throws SQLException {
        tables();
        execute("INSERT INTO coupon_campaign VALUES (1, 2, 1, 0), (2, 5, 1, 0)");
        execute("INSERT INTO coupon_claim VALUES (1, 'a', NULL), (1, 'b', NULL)");

        assertThat(CouponRows.violations(connection))
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "coupon_campaign 1: of 2 coupons, 1 issued and 0 given back are counted, and 2 and 0 are recorded",
                        "coupon_campaign 2: of 5 coupons, 1 issued and 0 given back are counted, and 0 and 0 are recorded");
    }

    @Test
    void moreIssuedThanThereAreIsFound() throws SQLException {
        tables();
        execute("INSERT INTO coupon_campaign VALUES (1, 1, 2, 0)");
        execute("INSERT INTO coupon_claim VALUES (1, 'a', NULL), (1, 'b', NULL)");

        assertThat(CouponRows.violations(connection)).hasSize(1);
    }

    @Test
    void aUserWithTwoCouponsIsFound() throws SQLException {
        tables();
        execute("INSERT INTO coupon_campaign VALUES (1, 2, 2, 0)");
        execute("INSERT INTO coupon_claim VALUES (1, 'a', NULL), (1, 'a', NULL)");

        assertThat(CouponRows.violations(connection))
                .extracting(Violation::toString)
                .containsExactly("coupon_claim 1: a has two coupons");
    }

    private static CouponRows rows() {
        var url = TestServers.databaseUrl().replaceFirst("^(jdbc:[a-z]+://[^/]+/)[^?]*", "$1" + DATABASE);
        return new CouponRows(url, TestServers.databaseUsername(), TestServers.databasePassword());
    }

    private void tables() throws SQLException {
        execute("CREATE TABLE coupon_campaign (id BIGINT, stock INT, issued INT, given_back INT)");
        execute("CREATE TABLE coupon_claim (coupon_id BIGINT, user_id VARCHAR(64), given_back_at DATETIME(3))");
    }

    private void execute(String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}

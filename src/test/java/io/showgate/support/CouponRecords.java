package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The coupons of a campaign as the database stores them, read without an instance. */
public final class CouponRecords {

    private final Map<String, String> database;

    /** Reads the database that an instance with this environment uses. */
    public CouponRecords(Map<String, String> database) {
        this.database = database;
    }

    /** The text that all keys of a campaign in Redis begin with. */
    public String keyPrefix(long couponId) {
        try (var connection = connection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select identity from coupon_campaign where id = " + couponId)) {
            assertThat(rows.next()).as("campaign %d", couponId).isTrue();
            return CouponKeys.prefix(couponId, rows.getLong(1));
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The codes of the issued coupons that were not given back, by user. */
    public Map<String, String> issued(long couponId) {
        return codes("select user_id, code from coupon_claim where given_back_at is null and coupon_id = " + couponId);
    }

    /** The codes of the coupons that were given back, by user. */
    public Map<String, String> givenBack(long couponId) {
        return codes(
                "select user_id, code from coupon_claim where given_back_at is not null and coupon_id = " + couponId);
    }

    /** Locks the table of claims against reads and writes until the returned connection is closed. */
    public Connection lock() throws SQLException {
        var connection = connection();
        connection.createStatement().execute("lock tables coupon_claim write");
        return connection;
    }

    private Map<String, String> codes(String query) {
        try (var connection = connection();
                var rows = connection.createStatement().executeQuery(query)) {
            var codes = new HashMap<String, String>();
            while (rows.next()) {
                assertThat(codes.put(rows.getString(1), rows.getString(2))).isNull();
            }
            return codes;
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                database.get("SPRING_DATASOURCE_URL"),
                database.get("SPRING_DATASOURCE_USERNAME"),
                database.get("SPRING_DATASOURCE_PASSWORD"));
    }
}

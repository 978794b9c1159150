package io.showgate.invariants;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The promises that the coupons in a database keep. Each is read in one statement, which sees whole transactions only.
 */
final class CouponRows {

    private static final String MISCOUNTED = """
            SELECT c.id, c.stock, c.issued, c.given_back, COALESCE(r.issued, 0), COALESCE(r.given_back, 0)
            FROM coupon_campaign c
            LEFT JOIN (SELECT coupon_id, SUM(given_back_at IS NULL) AS issued, SUM(given_back_at IS NOT NULL) AS given_back
                       FROM coupon_claim GROUP BY coupon_id) r ON r.coupon_id = c.id
            WHERE c.issued <> COALESCE(r.issued, 0) OR c.given_back <> COALESCE(r.given_back, 0) OR c.issued > c.stock
            """;

    private static final String REPEATED = """
            SELECT coupon_id, user_id FROM coupon_claim GROUP BY coupon_id, user_id HAVING COUNT(*) > 1
            """;

    private final String url;
    private final String username;
    private final String password;
    private final Set<String> knownAsBroken = new HashSet<>();
    private @Nullable Connection connection;
    private boolean hasCoupons;

    CouponRows(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** The violations that no call has returned before; none in a database that has no coupons yet. */
    List<Violation> newViolations() throws SQLException {
        var database = connection();
        hasCoupons = hasCoupons || hasCoupons(database);
        return hasCoupons
                ? violations(database).stream()
                        .filter(violation -> knownAsBroken.add(violation.owner()))
                        .toList()
                : List.of();
    }

    private Connection connection() throws SQLException {
        var open = connection;
        if (open == null || !open.isValid(1)) {
            open = DriverManager.getConnection(url, username, password);
            connection = open;
        }
        return open;
    }

    /** Each broken invariant. */
    static List<Violation> violations(Connection database) throws SQLException {
        var violations = new ArrayList<Violation>();
        try (var sql = database.createStatement();
                var rows = sql.executeQuery(MISCOUNTED)) {
            while (rows.next()) {
                violations.add(new Violation(
                        "coupon_campaign " + rows.getLong(1),
                        "of %d coupons, %d issued and %d given back are counted, and %d and %d are recorded"
                                .formatted(
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getLong(4),
                                        rows.getLong(5),
                                        rows.getLong(6))));
            }
        }
        try (var sql = database.createStatement();
                var rows = sql.executeQuery(REPEATED)) {
            while (rows.next()) {
                violations.add(
                        new Violation("coupon_claim " + rows.getLong(1), rows.getString(2) + " has two coupons"));
            }
        }
        return violations;
    }

    private static boolean hasCoupons(Connection database) throws SQLException {
        try (var tables =
                database.getMetaData().getTables(database.getCatalog(), null, "coupon_claim", new String[] {"TABLE"})) {
            return tables.next();
        }
    }
}

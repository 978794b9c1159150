package io.showgate.invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What holds of the coupons in the database, read in one statement each, so that no transaction shows in half. */
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

    private CouponRows() {}

    /** Each broken invariant; none in a database that has no coupons yet. */
    static List<Violation> violations(Connection database) throws SQLException {
        var violations = new ArrayList<Violation>();
        if (hasCoupons(database)) {
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

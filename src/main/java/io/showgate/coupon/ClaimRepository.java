package io.showgate.coupon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The coupons that were issued. Belongs to the transaction it is used in, which has locked the campaign's row before it
 * writes. Thread-safe.
 */
@Component
class ClaimRepository {

    /** How a claim is to be written. */
    record NewClaim(String user, long number, String code, Instant claimedAt) {}

    /** A claim as it is stored; who gave it back, or null. */
    record StoredClaim(
            String user, long number, String code, @Nullable GivenBackBy givenBackBy) {}

    private static final String COLUMNS = "select user_id, number, code, given_back_by from coupon_claim ";

    private final JdbcTemplate jdbc;

    ClaimRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes those that are not there yet, in one statement; returns how many that were. */
    int insert(long couponId, List<NewClaim> claims) {
        if (claims.isEmpty()) {
            return 0;
        }
        var statement = "insert ignore into coupon_claim (coupon_id, user_id, number, code, claimed_at) values "
                + String.join(",", Collections.nCopies(claims.size(), "(?,?,?,?,?)"));
        return jdbc.update(statement, parameters -> {
            int i = 0;
            for (var claim : claims) {
                parameters.setLong(++i, couponId);
                parameters.setString(++i, claim.user());
                parameters.setLong(++i, claim.number());
                parameters.setString(++i, claim.code());
                parameters.setObject(++i, CampaignRepository.utc(claim.claimedAt()));
            }
        });
    }

    /** The claims of these users, as far as they are recorded. */
    Map<String, StoredClaim> find(long couponId, Collection<String> users) {
        var found = new HashMap<String, StoredClaim>();
        if (!users.isEmpty()) {
            var parameters = new ArrayList<Object>();
            parameters.add(couponId);
            parameters.addAll(users);
            var marks = String.join(",", Collections.nCopies(users.size(), "?"));
            jdbc.query(
                            COLUMNS + "where coupon_id = ? and user_id in (" + marks + ')',
                            ClaimRepository::read,
                            parameters.toArray())
                    .forEach(claim -> found.put(claim.user(), claim));
        }
        return found;
    }

    /** The next claims in the order of users' ids, for who reads them all. */
    List<StoredClaim> after(long couponId, String user, int count) {
        return jdbc.query(
                COLUMNS + "where coupon_id = ? and user_id > ? order by user_id limit ?",
                ClaimRepository::read,
                couponId,
                user,
                count);
    }

    /** The next claims whose coupon was given back, in the order of users' ids. */
    List<StoredClaim> givenBackAfter(long couponId, String user, int count) {
        return jdbc.query(
                COLUMNS + "where coupon_id = ? and user_id > ? and given_back_by is not null order by user_id limit ?",
                ClaimRepository::read,
                couponId,
                user,
                count);
    }

    /** Marks an issued coupon as given back; false if there is none or it was given back before. */
    boolean giveBack(long couponId, String user, GivenBackBy by, Instant now) {
        return jdbc.update(
                        "update coupon_claim set given_back_at = ?, given_back_by = ?"
                                + " where coupon_id = ? and user_id = ? and given_back_at is null",
                        CampaignRepository.utc(now),
                        by.name(),
                        couponId,
                        user)
                == 1;
    }

    private static StoredClaim read(ResultSet row, int ignored) throws SQLException {
        var by = row.getString(4);
        return new StoredClaim(
                row.getString(1), row.getLong(2), row.getString(3), by == null ? null : GivenBackBy.valueOf(by));
    }
}

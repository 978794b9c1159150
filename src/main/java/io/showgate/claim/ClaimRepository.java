package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The coupons that were issued. Writing belongs to a transaction that has locked the campaign's row. Thread-safe. */
@Component
class ClaimRepository {

    /** A claim to write. */
    record NewClaim(String user, long number, String code, Instant claimedAt) {}

    /** A claim as it is stored, with the person who gave it back, or null. */
    record StoredClaim(
            String user, long number, String code, @Nullable GivenBackBy givenBackBy) {

        /** The reason that the receipt shows if the coupon was given back, else empty. */
        String reason() {
            return givenBackBy == null ? "" : givenBackBy.reason();
        }
    }

    private static final String SELECT = "select user_id, number, code, given_back_by from coupon_claim"
            + " join coupon_campaign on id = coupon_id where coupon_id = :couponId and identity = :identity and ";

    private final JdbcClient jdbc;
    private final JdbcOperations statements;

    ClaimRepository(JdbcClient jdbc, JdbcOperations statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /**
     * Writes the claims that are not there yet and returns how many these were. It is one statement with all rows. This
     * way an instance writes more than 60,000 rows a second, and the statement returns the number of new rows with any
     * driver settings for batches.
     */
    int insert(long couponId, List<NewClaim> claims) {
        if (claims.isEmpty()) {
            return 0;
        }
        var statement = "insert ignore into coupon_claim (coupon_id, user_id, number, code, claimed_at) values "
                + String.join(",", Collections.nCopies(claims.size(), "(?,?,?,?,?)"));
        return statements.update(statement, parameters -> {
            int i = 0;
            for (var claim : claims) {
                parameters.setLong(++i, couponId);
                parameters.setString(++i, claim.user());
                parameters.setLong(++i, claim.number());
                parameters.setString(++i, claim.code());
                parameters.setObject(++i, utc(claim.claimedAt()));
            }
        });
    }

    /** The recorded claims of these users. */
    Map<String, StoredClaim> find(CampaignIdentity campaign, Collection<String> users) {
        var found = new HashMap<String, StoredClaim>();
        if (!users.isEmpty()) {
            select("user_id in (:users)", campaign)
                    .param("users", users)
                    .query(ClaimRepository::read)
                    .list()
                    .forEach(claim -> found.put(claim.user(), claim));
        }
        return found;
    }

    /** The next claims after this user, in the order of user ids. */
    List<StoredClaim> after(CampaignIdentity campaign, String user, int count) {
        return page("", campaign, user, count);
    }

    /** The next claims after this user whose coupon was given back, in the order of user ids. */
    List<StoredClaim> givenBackAfter(CampaignIdentity campaign, String user, int count) {
        return page("and given_back_by is not null ", campaign, user, count);
    }

    private List<StoredClaim> page(String condition, CampaignIdentity campaign, String user, int count) {
        return select("user_id > :user " + condition + "order by user_id limit :count", campaign)
                .param("user", user)
                .param("count", count)
                .query(ClaimRepository::read)
                .list();
    }

    /** Finds only claims of this campaign, even if another campaign had its id before. */
    private JdbcClient.StatementSpec select(String condition, CampaignIdentity campaign) {
        return jdbc.sql(SELECT + condition)
                .param("couponId", campaign.couponId())
                .param("identity", campaign.number());
    }

    /** Marks an issued coupon as given back; false if there is none or it was given back before. */
    boolean giveBack(ClaimKey claim, GivenBackBy by, Instant now) {
        return jdbc.sql("update coupon_claim set given_back_at = ?, given_back_by = ?"
                                + " where coupon_id = ? and user_id = ? and given_back_at is null")
                        .params(utc(now), by.name(), claim.couponId(), claim.user())
                        .update()
                == 1;
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static StoredClaim read(ResultSet row, int ignored) throws SQLException {
        var by = row.getString(4);
        return new StoredClaim(
                row.getString(1), row.getLong(2), row.getString(3), by == null ? null : GivenBackBy.valueOf(by));
    }
}

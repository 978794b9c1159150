package io.showgate.coupon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The campaigns in the database. What changes or counts locks the campaign's row first, so that recording, giving back
 * and an operator's change take turns. Thread-safe.
 */
@Component
class CampaignRepository {

    /** A campaign with what has been recorded of it. */
    record Stored(Campaign campaign, int issued, int givenBack) {

        /** Coupons that may still be issued. */
        int room() {
            return campaign.stock() - issued;
        }
    }

    private static final String COLUMNS =
            "select id, name, stock, opens_at, closes_at, queue, changed, issued, given_back from coupon_campaign ";

    private final JdbcTemplate jdbc;

    CampaignRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The campaigns that were changed after that change, in the order of their changes. */
    List<Stored> changedAfter(long change) {
        return jdbc.query(COLUMNS + "where changed > ? order by changed", CampaignRepository::read, change);
    }

    @Nullable
    Stored find(long couponId) {
        return first(jdbc.query(COLUMNS + "where id = ?", CampaignRepository::read, couponId));
    }

    /** The same, and nobody else changes or counts it until the end of the transaction. */
    @Nullable
    Stored lock(long couponId) {
        return first(jdbc.query(COLUMNS + "where id = ? for update", CampaignRepository::read, couponId));
    }

    /** The number of the change that this transaction makes; others wait for their number until it has ended. */
    long nextChange() {
        jdbc.update("update coupon_change set number = number + 1 where id = 1");
        return Objects.requireNonNull(jdbc.queryForObject("select number from coupon_change where id = 1", Long.class));
    }

    /** True if this transaction alone may say now whether there are campaigns; others do not wait. */
    boolean tryLockChanges() {
        return !jdbc.queryForList("select id from coupon_change where id = 1 for update skip locked")
                .isEmpty();
    }

    boolean isEmpty() {
        return jdbc.queryForList("select id from coupon_campaign limit 1").isEmpty();
    }

    /** Stores a campaign that has no id yet; returns its id. */
    long add(Campaign campaign) {
        var key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "insert into coupon_campaign (name, stock, opens_at, closes_at, queue, changed)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            Statement.RETURN_GENERATED_KEYS);
                    insert.setString(1, campaign.name());
                    insert.setInt(2, campaign.stock());
                    insert.setObject(3, utc(campaign.opensAt()));
                    insert.setObject(4, utc(campaign.closesAt()));
                    insert.setString(5, campaign.queue());
                    insert.setLong(6, campaign.changed());
                    return insert;
                },
                key);
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    void update(Campaign campaign) {
        jdbc.update(
                "update coupon_campaign set name = ?, stock = ?, opens_at = ?, closes_at = ?, queue = ?, changed = ?"
                        + " where id = ?",
                campaign.name(),
                campaign.stock(),
                utc(campaign.opensAt()),
                utc(campaign.closesAt()),
                campaign.queue(),
                campaign.changed(),
                campaign.couponId());
    }

    void addIssued(long couponId, int count) {
        jdbc.update("update coupon_campaign set issued = issued + ? where id = ?", count, couponId);
    }

    /** Moves one from issued to given back. */
    void addGivenBack(long couponId) {
        jdbc.update(
                "update coupon_campaign set issued = issued - 1, given_back = given_back + 1 where id = ?", couponId);
    }

    static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static Stored read(ResultSet row, int ignored) throws SQLException {
        var campaign = new Campaign(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(6),
                row.getLong(7));
        return new Stored(campaign, row.getInt(8), row.getInt(9));
    }

    private static @Nullable Stored first(List<Stored> found) {
        return found.isEmpty() ? null : found.getFirst();
    }
}

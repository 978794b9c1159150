package io.showgate.campaign;

import io.showgate.campaign.Campaign.Stored;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The campaigns in the database. A transaction that changes a campaign or counts its coupons locks the campaign's row
 * first, so that batches, returns and operators' changes exclude each other. Thread-safe.
 */
@Component
class CampaignRepository {

    /** Makes the new settings of a campaign from its stored settings and the number of the change. */
    @FunctionalInterface
    interface ChangeOfSettings {
        Campaign apply(Stored stored, long number);
    }

    private static final String SELECT =
            "select id, identity, name, stock, opens_at, closes_at, queue, changed, issued, given_back"
                    + " from coupon_campaign ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    CampaignRepository(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The campaigns whose last change is later than this one, in the order of their changes. */
    List<Campaign> changedAfter(long change) {
        return jdbc
                .sql(SELECT + "where changed > ? order by changed")
                .param(change)
                .query(CampaignRepository::read)
                .list()
                .stream()
                .map(Stored::campaign)
                .toList();
    }

    /** The sums over all campaigns, which tell if an instance knows the same ones. */
    CampaignChecksum checksum() {
        return jdbc.sql("select count(*), bit_xor(identity), coalesce(sum(changed), 0) from coupon_campaign")
                .query((row, _) -> new CampaignChecksum(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    @Nullable
    Stored find(CampaignIdentity campaign) {
        return jdbc.sql(SELECT + "where id = ? and identity = ?")
                .params(campaign.couponId(), campaign.number())
                .query(CampaignRepository::read)
                .optional()
                .orElse(null);
    }

    /** Works in one transaction with the campaign's row locked; null if there is no such campaign. */
    <T> @Nullable T locked(CampaignIdentity campaign, Function<Stored, T> work) {
        return transaction.execute(_ -> {
            var stored = lock(campaign.couponId());
            return stored != null && stored.campaign().identity().equals(campaign) ? work.apply(stored) : null;
        });
    }

    private @Nullable Stored lock(long couponId) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(couponId)
                .query(CampaignRepository::read)
                .optional()
                .orElse(null);
    }

    /** Adds a campaign; its id and the number of its change are given here. */
    Campaign add(Campaign wanted) {
        return Objects.requireNonNull(transaction.execute(_ -> insert(wanted)));
    }

    /**
     * Changes a campaign in one transaction; null if there is no such campaign.
     *
     * @param change makes the new settings from the stored campaign and the number of the change; it may throw to
     *     change nothing
     */
    @Nullable
    Campaign change(long couponId, ChangeOfSettings change) {
        return transaction.execute(_ -> {
            long number = nextChange();
            var stored = lock(couponId);
            if (stored == null) {
                return null;
            }
            var changed = change.apply(stored, number);
            update(changed);
            return changed;
        });
    }

    /** Adds these campaigns if there are none and no other instance is adding them now. */
    void addFirst(Supplier<List<Campaign>> wanted) {
        transaction.executeWithoutResult(_ -> {
            if (tryLockChanges() && isEmpty()) {
                wanted.get().forEach(this::insert);
            }
        });
    }

    private boolean tryLockChanges() {
        return jdbc.sql("select id from coupon_change where id = 1 for update skip locked")
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private boolean isEmpty() {
        return jdbc.sql("select id from coupon_campaign limit 1")
                .query(Long.class)
                .optional()
                .isEmpty();
    }

    /** The number of the change of this transaction. Other transactions wait for their number until it has ended. */
    private long nextChange() {
        jdbc.sql("update coupon_change set number = number + 1 where id = 1").update();
        return jdbc.sql("select number from coupon_change where id = 1")
                .query(Long.class)
                .single();
    }

    private Campaign insert(Campaign wanted) {
        var campaign = wanted.withChanged(nextChange());
        var key = new GeneratedKeyHolder();
        long number = random.nextLong(1, Long.MAX_VALUE);
        settings(
                        jdbc.sql("insert into coupon_campaign"
                                + " (identity, name, stock, opens_at, closes_at, queue, changed)"
                                + " values (:identity, :name, :stock, :opensAt, :closesAt, :queue, :changed)"),
                        campaign)
                .param("identity", number)
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        return campaign.withIdentity(new CampaignIdentity(id, number));
    }

    private void update(Campaign campaign) {
        settings(
                        jdbc.sql("update coupon_campaign set name = :name, stock = :stock, opens_at = :opensAt,"
                                + " closes_at = :closesAt, queue = :queue, changed = :changed where id = :id"),
                        campaign)
                .param("id", campaign.couponId())
                .update();
    }

    private static JdbcClient.StatementSpec settings(JdbcClient.StatementSpec statement, Campaign campaign) {
        return statement
                .param("name", campaign.name())
                .param("stock", campaign.stock())
                .param("opensAt", utc(campaign.opensAt()))
                .param("closesAt", utc(campaign.closesAt()))
                .param("queue", campaign.queue())
                .param("changed", campaign.changed());
    }

    /** Counts coupons as issued; belongs to a transaction that has locked the campaign. */
    void addIssued(long couponId, int count) {
        jdbc.sql("update coupon_campaign set issued = issued + ? where id = ?")
                .params(count, couponId)
                .update();
    }

    /** Counts one coupon as given back instead of issued; belongs to a transaction that has locked the campaign. */
    void addGivenBack(long couponId) {
        jdbc.sql("update coupon_campaign set issued = issued - 1, given_back = given_back + 1 where id = ?")
                .param(couponId)
                .update();
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static Stored read(ResultSet row, int ignored) throws SQLException {
        var campaign = new Campaign(
                new CampaignIdentity(row.getLong(1), row.getLong(2)),
                row.getString(3),
                row.getInt(4),
                row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(7),
                row.getLong(8));
        return new Stored(campaign, row.getInt(9), row.getInt(10));
    }
}

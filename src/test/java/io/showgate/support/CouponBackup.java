package io.showgate.support;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A backup of everything that a database stores about coupons, kept in tables beside the others. Restoring it has the
 * same result as a logical backup that is imported into a server that runs on: the rows are as they were, and the next
 * campaign gets the id that it would have got then.
 */
public final class CouponBackup {

    private static final List<String> TABLES = List.of("coupon_claim", "coupon_campaign", "coupon_change");

    private final JdbcTemplate jdbc;

    private CouponBackup(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Copies the tables now. It replaces an earlier backup. */
    public static CouponBackup of(JdbcTemplate jdbc) {
        var backup = new CouponBackup(jdbc);
        backup.forEachTable(table -> "drop table if exists backup_" + table);
        backup.forEachTable(table -> "create table backup_" + table + " as select * from " + table);
        return backup;
    }

    /** Brings the tables back to the moment of the backup. */
    public void restore() {
        var source = jdbc.getDataSource();
        if (source == null) {
            throw new IllegalStateException("There is no database to restore");
        }
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(_ -> {
            forEachTable(table -> "delete from " + table);
            forEachTable(table -> "insert into " + table + " select * from backup_" + table);
        });
        jdbc.execute("alter table coupon_campaign auto_increment = 1");
    }

    private void forEachTable(UnaryOperator<String> statement) {
        TABLES.forEach(table -> jdbc.execute(statement.apply(table)));
    }
}

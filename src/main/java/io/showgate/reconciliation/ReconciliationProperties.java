package io.showgate.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often campaigns are reconciled.
 *
 * @param reconcile how often Redis and the database are compared; 10 s. A shorter time finds a difference sooner and
 *     costs one query and two small scripts for each campaign and instance
 */
@ConfigurationProperties("showgate.coupon")
record ReconciliationProperties(@DefaultValue("10s") Duration reconcile) {

    ReconciliationProperties {
        if (reconcile.compareTo(Duration.ofSeconds(1)) < 0 || reconcile.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("showgate.coupon.reconcile is from 1s to 1h");
        }
    }
}

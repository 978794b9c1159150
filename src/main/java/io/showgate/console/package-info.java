/** The operator's API: queues and their settings, coupons, and the catalogue. Every route needs the operator role. */
@ApplicationModule(
        allowedDependencies = {"concert", "coupon", "database", "queue", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What operators do and see: queues, their settings, and the catalogue. Everything here needs the operator role. */
@ApplicationModule(
        allowedDependencies = {"concert", "coupon", "database", "queue", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

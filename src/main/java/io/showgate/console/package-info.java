/** What operators do and see: queues, their settings, and the catalogue. Everything here needs the operator role. */
@ApplicationModule(
        allowedDependencies = {
            "campaign",
            "claim",
            "concert",
            "database",
            "queue",
            "reconciliation",
            "redis",
            "startup",
            "token",
            "web"
        })
@NullMarked
package io.showgate.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

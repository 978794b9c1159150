/** The operator's routes: queues and their settings, the catalogue, and campaigns. All need the operator role. */
@ApplicationModule(
        allowedDependencies = {
            "campaign",
            "claim",
            "concert",
            "database",
            "queue",
            "reconciliation",
            "startup",
            "traffic",
            "web"
        })
@NullMarked
package io.showgate.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The gate in front of routes for active users: our own routes and, by forward authentication, any other site. The
 * admission rate follows the load of those routes.
 */
@ApplicationModule(allowedDependencies = {"claim", "database", "queue", "startup", "traffic", "web"})
@NullMarked
package io.showgate.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

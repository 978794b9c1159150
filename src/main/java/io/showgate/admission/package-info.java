/**
 * The gate in front of what only active users may reach, for our own routes and, by forward authentication, for any
 * other site.
 */
@ApplicationModule(allowedDependencies = {"coupon", "database", "queue", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

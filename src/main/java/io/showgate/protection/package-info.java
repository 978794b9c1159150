/**
 * What keeps Showgate and what is behind it from being drowned: circuit breaker and bulkheads in front of the database,
 * bounds on the requests in progress, and limits on how often one source may join.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.showgate.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

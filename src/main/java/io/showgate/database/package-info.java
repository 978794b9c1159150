/** The guarded connection pool: circuit breaker, bulkheads and deadlines in front of the database. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.showgate.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The Redis client: its pool, the script loader, the time budget of a request and the watch on availability. */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package io.showgate.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

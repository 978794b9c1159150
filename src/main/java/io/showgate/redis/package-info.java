/**
 * The Redis client: its pool, the script loader, the time budget of a request, and the record of whether Redis answers.
 */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package io.showgate.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The catalogue: concerts, their dates and the seats left. Other modules see {@link io.showgate.concert.Concerts};
 * buyers read finished answers, which are cached in the instance and in Redis.
 */
@ApplicationModule(allowedDependencies = {"database", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.concert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The waiting room: people join a named queue, keep one place, are let in strictly in turn and leave or expire. Live
 * state is in Redis (docs/redis-keys.md); every instance keeps a picture of it that answers polls and the gate from
 * memory.
 */
@ApplicationModule(allowedDependencies = {"database", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

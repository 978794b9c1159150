/**
 * The waiting room: people join a named queue, keep one place, are admitted strictly in turn, and leave or expire. The
 * state is in Redis (docs/redis-keys.md). Every instance keeps a replica of it, which answers polls and the gate from
 * memory.
 */
@ApplicationModule(allowedDependencies = {"database", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

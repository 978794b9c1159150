/**
 * The way from Redis into the database: entries of a stream are read in batches, committed, and only then removed from
 * the stream. An entry that the database refuses becomes a dead letter, and an operator decides about it. This module
 * does not know what the entries mean.
 */
@ApplicationModule(allowedDependencies = {"database", "redis", "startup"})
@NullMarked
package io.showgate.recording;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

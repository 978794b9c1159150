/**
 * The waiting room's tests: scripts against a real Redis, positions and estimates in memory, and whole queues under
 * load.
 */
@NullMarked
package io.showgate.queue;

import org.jspecify.annotations.NullMarked;

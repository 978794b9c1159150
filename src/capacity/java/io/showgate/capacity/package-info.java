/**
 * {@code k6-scripts/capacity}: finds by load how many people an installation survives and how many it serves well, and
 * says what to configure.
 */
@NullMarked
package io.showgate.capacity;

import org.jspecify.annotations.NullMarked;

/**
 * The program behind {@code k6-scripts/capacity}. It sends load to find how many people an installation survives and
 * how many it serves well, and recommends settings.
 */
@NullMarked
package io.showgate.capacity;

import org.jspecify.annotations.NullMarked;

/**
 * First-come campaigns. The database has the settings of each, Redis its stock and claims, and each instance a snapshot
 * of it. A claim takes a coupon from the stock in Redis in one step and appends an entry to the campaign's stream.
 */
@ApplicationModule(allowedDependencies = {"database", "recording", "redis"})
@NullMarked
package io.showgate.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

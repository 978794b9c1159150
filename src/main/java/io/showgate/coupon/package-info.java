/**
 * First-come coupons: a claim takes one from the stock in Redis in one step and is recorded in the database by
 * whichever instance comes first; a receipt tells its holder what became of it. Issued means committed.
 */
@ApplicationModule(allowedDependencies = {"database", "redis", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.coupon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

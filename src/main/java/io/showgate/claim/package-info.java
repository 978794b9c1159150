/**
 * Claims of first-come coupons: a person takes a coupon, a receipt proves the claim, the claim is recorded in the
 * database by any instance, and the receipt tells the result. A coupon is issued once its claim is committed.
 */
@ApplicationModule(allowedDependencies = {"campaign", "database", "recording", "startup", "token", "traffic", "web"})
@NullMarked
package io.showgate.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

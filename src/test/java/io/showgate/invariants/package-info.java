/**
 * The promises about stored data, checked after each test that used a Redis or a database. Every test fails if it
 * leaves a queue, a campaign or a coupon in a state that breaks one of them.
 */
@NullMarked
package io.showgate.invariants;

import org.jspecify.annotations.NullMarked;

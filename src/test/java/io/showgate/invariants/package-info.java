/**
 * The promises about stored data, checked after each test that used the servers of {@code TestServers}: whatever a test
 * is about, it fails if it leaves a queue, a campaign or a coupon in a state that must not be.
 */
@NullMarked
package io.showgate.invariants;

import org.jspecify.annotations.NullMarked;

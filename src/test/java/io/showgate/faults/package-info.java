/**
 * What becomes of people, places and coupons when instances, Redis, the database and the ways between them fail.
 * docs/failure-modes.md names these tests.
 */
@NullMarked
package io.showgate.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of what happens to people, places and coupons when instances, Redis, the database or the links between them
 * fail. docs/failure-modes.md names these tests.
 */
@NullMarked
package io.showgate.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Showgate: a virtual waiting room and first-come coupon platform for concert sales. Each package below is a module.
 */
@NullMarked
package io.showgate;

import org.jspecify.annotations.NullMarked;

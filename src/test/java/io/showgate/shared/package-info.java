/** Tests of what every module stands on. */
@NullMarked
package io.showgate.shared;

import org.jspecify.annotations.NullMarked;

/** The operator's routes over HTTP. */
@NullMarked
package io.showgate.console;

import org.jspecify.annotations.NullMarked;

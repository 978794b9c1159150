/** The servers that tests and the embedded start run on, and the annotation that joins a test to them. */
@NullMarked
package io.showgate.support;

import org.jspecify.annotations.NullMarked;

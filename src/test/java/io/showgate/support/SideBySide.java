package io.showgate.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that may run at the same time as others in a second JVM (see {@code pom.xml}). Such tests mostly wait,
 * may be late on a busy machine, and start all of their servers themselves. Tests that limit the time of an answer must
 * not have this mark: while other tests ran, single answers took more than eleven seconds.
 */
@Tag("side-by-side")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SideBySide {}

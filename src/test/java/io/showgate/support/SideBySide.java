package io.showgate.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that mostly wait, for what may come late on a busy machine, and whose servers are all their own: in a run of
 * all tests another JVM runs others of them beside (see {@code pom.xml}). Those that bound how long an answer takes are
 * none of them: beside others, single answers were seen to take over eleven seconds.
 */
@Tag("side-by-side")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SideBySide {}

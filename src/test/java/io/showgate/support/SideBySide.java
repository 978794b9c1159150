package io.showgate.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that mostly wait, and whose servers are all their own: in a run of all tests another JVM runs others of them
 * beside (see {@code pom.xml}).
 */
@Tag("side-by-side")
@ExtendWith(SideBySideExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SideBySide {

    /**
     * Whether they bound how long an answer takes. Of such tests one class at a time runs, and the processes of those
     * beside give way to it; what they wait for may therefore come late.
     */
    boolean boundsTime() default false;
}

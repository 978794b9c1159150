package io.showgate.invariants;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that leaves data on purpose that break an invariant. The broken queues and campaigns are not checked again in
 * this JVM; all others still are.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface LeavesBrokenData {

    /** Why the test breaks them: which invariant, and by which step. */
    String value();
}

package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Checks the stored data after each test. JUnit finds it by itself ({@code junit-platform.properties}), so that no test
 * has to remember it. It does nothing where no test has started a Redis or a database. A test that breaks an invariant
 * on purpose says so with {@link LeavesBrokenData}.
 */
public final class InvariantsExtension implements AfterEachCallback {

    private static final ServersUnderTest SERVERS = new ServersUnderTest();

    @Override
    public void afterEach(ExtensionContext test) throws SQLException {
        check(isAllowed(test));
    }

    /** Fails if there are new violations. It remembers them, so that no later test fails for them. */
    static void check(boolean isAllowed) throws SQLException {
        var violations = SERVERS.newViolations();
        if (!isAllowed) {
            assertThat(violations)
                    .as("invariants that the test has left broken")
                    .isEmpty();
        }
    }

    private static boolean isAllowed(ExtensionContext test) {
        return AnnotationSupport.isAnnotated(test.getTestMethod(), LeavesBrokenData.class)
                || test.getEnclosingTestClasses().stream().anyMatch(InvariantsExtension::isAllowed)
                || isAllowed(test.getRequiredTestClass());
    }

    private static boolean isAllowed(Class<?> testClass) {
        return AnnotationSupport.isAnnotated(testClass, LeavesBrokenData.class);
    }
}

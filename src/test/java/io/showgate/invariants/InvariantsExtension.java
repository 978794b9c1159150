package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.SharedServers;
import io.showgate.support.TestRedis;
import io.showgate.support.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Checks the stored data after each test. JUnit finds it by itself ({@code junit-platform.properties}), so that no test
 * has to remember it. It does nothing until a test has started the servers of {@link TestServers}. A test that breaks
 * an invariant on purpose says so with {@link LeavesBrokenData}.
 */
public final class InvariantsExtension implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext test) throws SQLException {
        if (SharedServers.areStarted()) {
            check(isAllowed(test));
        }
    }

    /** Fails if there are violations since the last check; remembers them so that they fail nothing else. */
    static void check(boolean isAllowed) throws SQLException {
        var violations = Checks.SHARED.newViolations();
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

    /** Those of the servers that all tests of this JVM share, made when first needed. */
    private static final class Checks {

        private static final Checks SHARED = new Checks();

        private final StoredInvariants redis = new StoredInvariants(TestRedis.patientClient());
        private final Set<String> knownAsBroken = new HashSet<>();
        private @Nullable Connection database;

        synchronized List<Violation> newViolations() throws SQLException {
            var violations = new ArrayList<>(redis.newViolations());
            CouponRows.violations(database()).stream()
                    .filter(violation -> knownAsBroken.add(violation.owner()))
                    .forEach(violations::add);
            return violations;
        }

        private Connection database() throws SQLException {
            if (database == null || !database.isValid(1)) {
                database = DriverManager.getConnection(
                        TestServers.databaseUrl(), TestServers.databaseUsername(), TestServers.databasePassword());
            }
            return database;
        }
    }
}

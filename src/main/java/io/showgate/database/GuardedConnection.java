package io.showgate.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pooled connection while work holds it. It limits each answer to the time that is left, and frees its place in the
 * bulkhead when it is closed. The pool closes a broken connection by itself. So a connection that is already closed
 * when it is given back was broken. A statement that is refused because of its content leaves the connection open. Used
 * by one thread at a time, as connections are.
 */
final class GuardedConnection implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedConnection.class);

    private final Connection pooled;
    private final DatabaseCall call;
    private boolean givenBack;

    private GuardedConnection(Connection pooled, DatabaseCall call) {
        this.pooled = pooled;
        this.call = call;
    }

    static Connection of(Connection pooled, DatabaseCall call) {
        return (Connection) Proxy.newProxyInstance(
                GuardedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new GuardedConnection(pooled, call));
    }

    /**
     * Passes a call to the pooled connection. A connection equals only itself. On a lost connection a rollback does
     * nothing: the server has rolled it back already, and a failure here would hide the cause.
     */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "close" -> {
                giveBack();
                yield null;
            }
            case "isClosed" -> pooled.isClosed();
            case "rollback", "setAutoCommit" -> pooled.isClosed() ? null : ask(method, arguments);
            default -> ask(method, arguments);
        };
    }

    private @Nullable Object ask(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        boundAnswer();
        try {
            return method.invoke(pooled, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    /** Ignores a lost connection: the next statement fails in a way that the pool understands with every driver. */
    private void boundAnswer() {
        try {
            if (!pooled.isClosed()) {
                pooled.setNetworkTimeout(Runnable::run, call.millisForAnswer());
            }
        } catch (SQLException gone) {
            LOG.debug("A connection is lost", gone);
        }
    }

    private void giveBack() throws SQLException {
        if (givenBack) {
            return;
        }
        givenBack = true;
        boolean broken = pooled.isClosed();
        try {
            pooled.close();
        } catch (SQLException | RuntimeException | Error failure) {
            call.failed(failure);
            throw failure;
        }
        if (broken) {
            call.failed(new SQLNonTransientConnectionException("the connection broke"));
        } else {
            call.finished();
        }
    }
}

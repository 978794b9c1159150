package io.showgate.catalogue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Records every statement that an application context sends to its database for the catalogue, with its parameters, so
 * that tests can count statements and ask for their plans. Periodic statements for coupons are not recorded.
 */
final class RecordedStatements {

    /**
     * One statement that was executed.
     *
     * @param parameters its parameters by index, from 1
     */
    record Statement(String sql, TreeMap<Integer, Object> parameters) {}

    /** Puts the recorder between the application and its pool. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        static RecordedStatements recordedStatements() {
            return new RecordedStatements();
        }

        @Bean
        static BeanPostProcessor recorder(RecordedStatements statements) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource pool ? statements.watch(DataSource.class, pool) : bean;
                }
            };
        }
    }

    private final List<Statement> executed = new CopyOnWriteArrayList<>();

    /** The statements that were executed since the last call. */
    List<Statement> take() {
        var taken = List.copyOf(executed);
        executed.clear();
        return taken;
    }

    private <T> T watch(Class<T> type, T target) {
        return proxy(type, (method, arguments) -> {
            var result = call(method, target, arguments);
            if (result instanceof Connection connection) {
                return watchConnection(connection);
            }
            return result;
        });
    }

    private Connection watchConnection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            var result = call(method, connection, arguments);
            return method.getName().equals("prepareStatement") && !((String) arguments[0]).contains("coupon_")
                    ? watchStatement((PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement watchStatement(PreparedStatement statement, String sql) {
        var parameters = new TreeMap<Integer, Object>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                parameters.put(index, arguments[1]);
            } else if (method.getName().startsWith("execute")) {
                executed.add(new Statement(sql, new TreeMap<>(parameters)));
            }
            return call(method, statement, arguments);
        });
    }

    private interface Call {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type, AutoCloseable.class},
                (_, method, arguments) -> call.call(method, arguments == null ? new Object[0] : arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}

package io.showgate.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/** Replaces the pool by its guard. Runs before all other post-processors, so that no wrapper hides the pool. */
final class GuardedDataSourcePostProcessor implements BeanPostProcessor, Ordered {

    private final Function<HikariDataSource, DataSource> guard;

    GuardedDataSourcePostProcessor(Function<HikariDataSource, DataSource> guard) {
        this.guard = guard;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? guard.apply(pool) : bean;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

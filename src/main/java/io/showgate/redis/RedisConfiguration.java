package io.showgate.redis;

import io.showgate.web.FilterOrder;
import java.time.Duration;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.DelayStrategy;
import org.redisson.spring.starter.RedissonAutoConfigurationCustomizer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One Redis client for all modules. Spring's {@code spring.data.redis.*} configures it, and this class limits it. The
 * pool is small, which had the largest effect of all measured settings (docs/adr/0005). Every wait ends within a
 * second, so that a request is answered 503 instead of hanging.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /**
     * The limits of the Redis client.
     *
     * @param pool connections to each node; 8. More cost throughput: the replies of every connection wake a thread of
     *     their own
     * @param timeoutMillis the longest wait of a command for a connection, and again for its answer, in ms; 450. A
     *     longer timeout survives slower periods. A shorter one frees threads sooner and notices sooner that Redis is
     *     away
     * @param retries how often the client repeats a command without an answer; 0, because every caller can safely
     *     repeat it
     */
    @ConfigurationProperties("showgate.redis")
    record RedisProperties(
            @DefaultValue("8") int pool,
            @DefaultValue("450") int timeoutMillis,
            @DefaultValue("0") int retries) {

        /** The time that a request may wait for Redis in total: one command's wait for a connection and an answer. */
        Duration requestBudget() {
            return Duration.ofMillis(2L * timeoutMillis);
        }

        /** The time from the loss of a connection to the first attempt to restore it, and between further attempts. */
        DelayStrategy reconnection() {
            return new ConstantDelay(Duration.ofMillis(timeoutMillis));
        }
    }

    @Bean
    FilterRegistrationBean<RedisTimeBudgetFilter> redisTimeBudgetFilter(RedisProperties properties) {
        return FilterOrder.REDIS_TIME_BUDGET.place(
                new FilterRegistrationBean<>(new RedisTimeBudgetFilter(properties.requestBudget())));
    }

    /**
     * The client connects at its first command, so that a start succeeds while Redis is away. The ticks wait for it.
     */
    @Bean
    RedissonAutoConfigurationCustomizer redissonLimits(RedisProperties properties) {
        return config -> {
            forgetEmptyUsername(config);
            config.setLazyInitialization(true);
            if (config.isSingleConfig()) {
                config.useSingleServer()
                        .setConnectionPoolSize(properties.pool())
                        .setConnectionMinimumIdleSize(properties.pool())
                        .setTimeout(properties.timeoutMillis())
                        .setConnectTimeout(properties.timeoutMillis())
                        .setReconnectionDelay(properties.reconnection())
                        .setRetryAttempts(properties.retries());
            } else {
                limit(replicated(config), properties);
            }
        };
    }

    /** An address such as {@code redis://:password@host} names no user, and Redis refuses an empty name. */
    private static void forgetEmptyUsername(Config config) {
        if ("".equals(config.getUsername())) {
            config.setUsername(null);
        }
    }

    private static BaseMasterSlaveServersConfig<?> replicated(Config config) {
        return config.isClusterConfig() ? config.useClusterServers() : config.useSentinelServers();
    }

    private static void limit(BaseMasterSlaveServersConfig<?> servers, RedisProperties properties) {
        servers.setMasterConnectionPoolSize(properties.pool())
                .setMasterConnectionMinimumIdleSize(properties.pool())
                .setSlaveConnectionPoolSize(properties.pool())
                .setSlaveConnectionMinimumIdleSize(1)
                .setTimeout(properties.timeoutMillis());
        servers.setConnectTimeout(properties.timeoutMillis());
        servers.setReconnectionDelay(properties.reconnection());
        servers.setRetryAttempts(properties.retries());
    }
}

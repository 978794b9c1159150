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
 * One Redis client for all modules, configured by Spring's {@code spring.data.redis.*} and narrowed here: a small pool,
 * which was the largest lever measured (docs/adr/0005), and waits that end within a second, so that a request is
 * answered 503 instead of hanging.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /**
     * The Redis client's bounds.
     *
     * @param pool connections to each node; 8. More cost throughput: every connection's replies wake a thread of their
     *     own
     * @param timeoutMillis how long a command may wait for a connection and then for its answer, in ms; 450. Longer
     *     rides out slower spells, shorter frees threads sooner and notices sooner that Redis is away
     * @param retries how often a command is sent again that got no answer; 0, because every caller can repeat itself
     *     safely
     */
    @ConfigurationProperties("showgate.redis")
    record RedisProperties(
            @DefaultValue("8") int pool,
            @DefaultValue("450") int timeoutMillis,
            @DefaultValue("0") int retries) {

        /** How long a request may wait for Redis in total: as long as one command may for both in turn. */
        Duration patience() {
            return Duration.ofMillis(2L * timeoutMillis);
        }

        /** How long after a connection was lost, and how often then, the client tries to have it again. */
        DelayStrategy reconnection() {
            return new ConstantDelay(Duration.ofMillis(timeoutMillis));
        }
    }

    @Bean
    FilterRegistrationBean<RedisTimeBudgetFilter> redisTimeBudgetFilter(RedisProperties properties) {
        return FilterOrder.REDIS_TIME_BUDGET.place(
                new FilterRegistrationBean<>(new RedisTimeBudgetFilter(properties.patience())));
    }

    @Bean
    RedissonAutoConfigurationCustomizer redissonBounds(RedisProperties properties) {
        return config -> {
            forgetEmptyUsername(config);
            config.setLazyInitialization(true); // a start while Redis is away waits for it, as every tick does
            if (config.isSingleConfig()) {
                config.useSingleServer()
                        .setConnectionPoolSize(properties.pool())
                        .setConnectionMinimumIdleSize(properties.pool())
                        .setTimeout(properties.timeoutMillis())
                        .setConnectTimeout(properties.timeoutMillis())
                        .setReconnectionDelay(properties.reconnection())
                        .setRetryAttempts(properties.retries());
            } else {
                narrow(replicated(config), properties);
            }
        };
    }

    /** An address such as {@code redis://:password@host} names no user; Redis takes an empty name for a wrong one. */
    private static void forgetEmptyUsername(Config config) {
        if ("".equals(config.getUsername())) {
            config.setUsername(null);
        }
    }

    private static BaseMasterSlaveServersConfig<?> replicated(Config config) {
        return config.isClusterConfig() ? config.useClusterServers() : config.useSentinelServers();
    }

    private static void narrow(BaseMasterSlaveServersConfig<?> servers, RedisProperties properties) {
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

package io.showgate.support;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points an application context at {@link TestServers}. */
final class TestServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestServers.outliveContexts();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test servers",
                        Map.of(
                                "spring.datasource.url", TestServers.databaseUrl(),
                                "spring.datasource.username", TestServers.databaseUsername(),
                                "spring.datasource.password", TestServers.databasePassword(),
                                "spring.data.redis.url", TestServers.redisUrl())));
    }
}

package io.showgate.support;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Makes an application context use these servers; this overrides all other properties. */
class ServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final Servers servers;

    ServersInitializer(Servers servers) {
        this.servers = servers;
    }

    /** Uses the test servers of this JVM, and makes them stop only after all its application contexts. */
    static final class ForTests extends ServersInitializer {

        ForTests() {
            super(TestServers.outlivingContexts());
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> properties = Map.of(
                "spring.datasource.url", servers.databaseUrl(),
                "spring.datasource.username", servers.databaseUsername(),
                "spring.datasource.password", servers.databasePassword(),
                "spring.data.redis.url", servers.redisUrl().toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("servers", properties));
    }
}

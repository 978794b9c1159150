package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Instances;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;

/** An instance starts with the configuration that a report advises, and takes every number of it. */
class AdviceIntegrationTests {

    private static final Instances INSTANCES = new Instances("advice");

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @Test
    void everyNumberIsTakenAndNoneIsMisspelt() {
        var report = Reports.of(Flow.values());
        report.write(folder);

        var instance = INSTANCES.start("spring.config.import=file:" + folder.resolve("showgate.yaml"));

        var advised = Advice.of(report).settings();
        assertThat(advised).hasSizeGreaterThan(8);
        var bound = bound(instance.context());
        var metrics = instance.management().get("/actuator/prometheus").body();
        for (var setting : advised) {
            if (setting.name().startsWith("showgate.")) {
                assertThat(bound).contains(setting.name());
            } else {
                assertThat(setting.name()).isEqualTo("spring.datasource.hikari.maximum-pool-size");
                assertThat(metrics).contains("hikaricp_connections_max{pool=\"showgate\"} " + setting.value() + ".0\n");
            }
        }
    }

    /** The names that the product's classes for properties have a place for and the environment a value. */
    private static Set<String> bound(ApplicationContext context) {
        var names = new HashSet<String>();
        var binder = Binder.get(context.getEnvironment(), new AbstractBindHandler() {
            @Override
            public Object onSuccess(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext bind, Object result) {
                names.add(name.toString());
                return result;
            }
        });
        properties(context).forEach(type -> {
            var annotation = AnnotationUtils.getAnnotation(type, ConfigurationProperties.class);
            if (annotation != null) {
                binder.bind(annotation.prefix(), Bindable.of(type));
            }
        });
        return names;
    }

    private static Stream<? extends Class<?>> properties(ApplicationContext context) {
        return context.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
                .map(Object::getClass)
                .filter(type -> type.getName().startsWith("io.showgate."));
    }
}

package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Instances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** An instance starts with the configuration that a report recommends, and uses every number of it. */
class AdviceIntegrationTests {

    private static final Instances INSTANCES = new Instances("advice");

    private static final Report REPORT = Reports.of(Flow.values());
    private static final List<Advice.Setting> ADVISED = Advice.of(REPORT).settings();

    private static Instances.Instance instance;

    @BeforeAll
    static void start(@TempDir Path folder) {
        REPORT.write(folder);
        instance = INSTANCES.start("spring.config.import=file:" + folder.resolve("showgate.yaml"));
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    @Test
    void everyRecommendedSettingIsUsed() {
        assertThat(ADVISED).hasSizeGreaterThan(8);
        var bound = bound(instance.context());
        var metrics = instance.management().get("/actuator/prometheus").body();
        for (var setting : ADVISED) {
            if (setting.name().startsWith("showgate.")) {
                assertThat(bound).contains(setting.name());
            } else {
                assertThat(setting.name()).isEqualTo("spring.datasource.hikari.maximum-pool-size");
                assertThat(metrics).contains("hikaricp_connections_max{pool=\"showgate\"} " + setting.value() + ".0\n");
            }
        }
    }

    /** The defaults that the advice names are the defaults of the product's configuration properties. */
    @Test
    void theNamedDefaultsAreTheProductsDefaults() throws IOException {
        var file = new YamlPropertySourceLoader()
                .load("product", new ClassPathResource("application.yaml"))
                .getFirst();
        var defaults =
                new Binder(new MapConfigurationPropertySource(Map.of("showgate.queue.named.main.paused", "false")));
        for (var setting : ADVISED) {
            if (setting.name().startsWith("showgate.")) {
                var type = properties(instance.context())
                        .filter(each -> setting.name().startsWith(prefix(each) + '.'))
                        .max(Comparator.comparingInt(each -> prefix(each).length()))
                        .orElseThrow();
                var tree = JsonMapper.shared().valueToTree(defaults.bindOrCreate(prefix(type), Bindable.of(type)));
                assertThat(tree.at(pointer(setting.name().substring(prefix(type).length())))
                                .asInt())
                        .as(setting.name())
                        .isEqualTo(setting.byDefault());
            } else {
                assertThat(file.getProperty(setting.name())).isEqualTo(setting.byDefault());
            }
        }
    }

    private static String prefix(Class<?> type) {
        return MergedAnnotations.from(type)
                .get(ConfigurationProperties.class)
                .getValue("prefix", String.class)
                .orElse("");
    }

    /** Turns {@code .named.main.rate-ceiling} into {@code /named/main/rateCeiling}. */
    private static String pointer(String name) {
        return Pattern.compile("-(.)")
                .matcher(name.replace('.', '/'))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    /** The names that have a value in the environment and a field in the product's configuration properties. */
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
        properties(context).forEach(type -> binder.bind(prefix(type), Bindable.of(type)));
        return names;
    }

    private static Stream<? extends Class<?>> properties(ApplicationContext context) {
        return context.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
                .map(Object::getClass)
                .filter(type -> type.getName().startsWith("io.showgate."));
    }
}

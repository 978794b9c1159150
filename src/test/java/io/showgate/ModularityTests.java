package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.CompiledProduct;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The module graph. Each module uses only the modules that it declares, there are no cycles, and this test limits which
 * modules it may declare.
 */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(ShowgateApplication.class);

    private static final Set<String> TECHNICAL = Set.of("database", "redis", "startup", "token", "traffic", "web");

    @Test
    void everyModuleUsesOnlyItsDeclaredDependencies() {
        MODULES.verify();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noModuleDeclaresMoreThanTheGraphAllows(String module) {
        var declared = CompiledProduct.CLASSES
                .getPackage("io.showgate." + module)
                .getAnnotationOfType(ApplicationModule.class);

        assertThat(declared.allowedDependencies()).isSubsetOf(allowed(module));
    }

    /**
     * Technical rooms know no business noun. Only the gate, the catalogue and the console know other business modules.
     */
    private static Set<String> allowed(String module) {
        return switch (module) {
            case "web", "redis", "startup", "token", "database" -> Set.of();
            case "traffic" -> Set.of("web");
            case "admission" -> with("coupon", "queue");
            case "catalogue" -> with("concert");
            case "console" -> names();
            default -> TECHNICAL;
        };
    }

    private static Set<String> with(String... modules) {
        return Stream.concat(TECHNICAL.stream(), Stream.of(modules)).collect(Collectors.toSet());
    }

    static Set<String> names() {
        return MODULES.stream().map(module -> module.getIdentifier().toString()).collect(Collectors.toSet());
    }
}

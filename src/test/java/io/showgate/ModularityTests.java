package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The module graph: what each module declares that it uses is what it really uses, there are no cycles, and what it may
 * declare at all is limited here.
 */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(ShowgateApplication.class);

    private static final Set<String> TECHNICAL = Set.of("database", "redis", "startup", "token", "traffic", "web");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.showgate");

    @Test
    void everyModuleUsesOnlyTheFacesItDeclares() {
        MODULES.verify();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noModuleDeclaresMoreThanTheGraphAllows(String module) {
        var declared = PRODUCT.getPackage("io.showgate." + module).getAnnotationOfType(ApplicationModule.class);

        assertThat(declared.allowedDependencies()).isSubsetOf(allowed(module));
    }

    /** Technical rooms know no business noun. Only the gate and the console know other business modules. */
    private static Set<String> allowed(String module) {
        return switch (module) {
            case "web", "startup", "token", "database" -> Set.of();
            case "redis", "traffic" -> Set.of("web");
            case "admission" -> with("coupon", "queue");
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

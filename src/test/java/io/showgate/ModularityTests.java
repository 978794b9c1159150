package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Everybody stands on {@code shared}, and may be protected; only the gate and the console know other modules. */
    private static Set<String> allowed(String module) {
        return switch (module) {
            case "shared" -> Set.of();
            case "protection" -> Set.of("shared");
            case "admission" -> Set.of("coupon", "protection", "queue", "shared");
            case "console" -> names();
            default -> Set.of("protection", "shared");
        };
    }

    static Set<String> names() {
        return MODULES.stream().map(module -> module.getIdentifier().toString()).collect(Collectors.toSet());
    }
}

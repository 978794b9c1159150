package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the module graph. Each module declares its dependencies in its {@code package-info.java}. */
class ModularityTests {

    private static final Set<String> TECHNICAL = Set.of("database", "redis", "startup", "token", "traffic", "web");

    private static final ModuleGraph DECLARED = ModuleGraph.declared();
    private static final ModuleGraph USED = ModuleGraph.used();

    @Test
    void everyModuleUsesOnlyPublicTypesOfModulesThatItDeclares() {
        ModuleGraph.MODULES.verify();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleUsesWhatItDeclares(String module) {
        assertThat(DECLARED.dependencies().get(module))
                .as("declared by %s", module)
                .isEqualTo(USED.dependencies().get(module));
    }

    /** They know no business noun. */
    @ParameterizedTest
    @MethodSource("technicalModules")
    void technicalModulesDependOnTechnicalModulesOnly(String module) {
        assertThat(DECLARED.dependencies().get(module)).isSubsetOf(TECHNICAL);
    }

    @Test
    void modulesFormNoCycle() {
        assertThat(DECLARED.cyclic()).isEmpty();
    }

    static Set<String> modules() {
        return DECLARED.modules();
    }

    static Set<String> technicalModules() {
        return TECHNICAL;
    }
}

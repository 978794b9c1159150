package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The module graph in docs/architecture.md is the declared one. {@code mvn test -Dtest=ModuleGraphTests
 * -Dmodules=apply} rewrites it.
 */
class ModuleGraphTests {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String BEGIN = "<!-- modules:begin -->\n";
    private static final String END = "<!-- modules:end -->\n";

    @Test
    void theArchitecturePageShowsTheDeclaredGraph() throws IOException {
        var page = Files.readString(PAGE);
        var expected = withGraph(page, ModuleGraph.declared());

        if ("apply".equals(System.getProperty("modules"))) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as("run mvn test -Dtest=ModuleGraphTests -Dmodules=apply")
                    .isEqualTo(expected);
        }
    }

    @Test
    void theGraphReplacesOnlyWhatIsBetweenTheMarkers() {
        var page = "before\n" + BEGIN + "an old graph\n" + END + "after\n";

        assertThat(withGraph(page, ModuleGraph.of(Map.of("a", Set.of("c", "b"), "b", Set.of(), "c", Set.of()))))
                .isEqualTo(
                        "before\n" + BEGIN + "```mermaid\nflowchart TD\n  a --> b\n  a --> c\n```\n" + END + "after\n");
    }

    @Test
    void aCycleIsFound() {
        var graph = ModuleGraph.of(Map.of(
                "a", List.of("b"), "b", List.of("c"), "c", List.of("b", "d"), "d", List.of(), "e", List.of("d")));

        assertThat(graph.cyclic()).containsExactly("a", "b", "c");
    }

    private static String withGraph(String page, ModuleGraph graph) {
        assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END).containsSubsequence(BEGIN, END);
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + graph.mermaid()
                + page.substring(page.indexOf(END));
    }
}

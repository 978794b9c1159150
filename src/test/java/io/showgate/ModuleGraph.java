package io.showgate;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The modules of the product, and for each the modules that it depends on.
 *
 * @param dependencies the names, by the name of the module that depends on them
 */
record ModuleGraph(SortedMap<String, SortedSet<String>> dependencies) {

    static final ApplicationModules MODULES = ApplicationModules.of(ShowgateApplication.class);

    /** The dependencies that each module declares in its {@code package-info.java}. */
    static ModuleGraph declared() {
        return of(module -> Set.of(module.getBasePackage()
                .getAnnotation(org.springframework.modulith.ApplicationModule.class)
                .orElseThrow()
                .allowedDependencies()));
    }

    /** As the compiled classes use it. A constant that the compiler copies does not count as a use of its class. */
    static ModuleGraph used() {
        return of(module -> module.getDirectDependencies(MODULES)
                .uniqueModules()
                .map(ModuleGraph::name)
                .collect(Collectors.toSet()));
    }

    private static ModuleGraph of(Function<ApplicationModule, Collection<String>> dependencies) {
        return of(MODULES.stream().collect(Collectors.toMap(ModuleGraph::name, dependencies)));
    }

    static ModuleGraph of(Map<String, ? extends Collection<String>> dependencies) {
        var sorted = new TreeMap<String, SortedSet<String>>();
        dependencies.forEach((module, others) -> sorted.put(module, new TreeSet<>(others)));
        return new ModuleGraph(sorted);
    }

    Set<String> modules() {
        return dependencies.keySet();
    }

    /** The modules that are part of a cycle, or depend on one; none in an acyclic graph. */
    Set<String> cyclic() {
        var left = new TreeMap<>(dependencies);
        boolean isSmaller = true;
        while (isSmaller) {
            isSmaller = left.values().removeIf(others -> others.stream().noneMatch(left::containsKey));
        }
        return left.keySet();
    }

    /** The graph as a code block of Markdown, one dependency a line. */
    String mermaid() {
        return dependencies.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(other -> "  " + entry.getKey() + " --> " + other))
                .collect(Collectors.joining("\n", "```mermaid\nflowchart TD\n", "\n```\n"));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}

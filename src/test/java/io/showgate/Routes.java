package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All routes of the running application, so that a test about every route cannot miss one. */
record Routes(List<Route> all) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /**
     * One route.
     *
     * @param path its path, with {@code 1} for every variable
     * @param takesJson whether it has a body
     */
    record Route(String method, String path, boolean takesJson) {}

    static Routes of(RequestMappingHandlerMapping mappings) {
        var routes = new ArrayList<Route>();
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                var path = pattern.replaceAll("\\{[^}]*}", "1");
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> routes.add(new Route(method.name(), path, takesJson(mapping))));
            }
        }
        assertThat(routes).hasSizeGreaterThan(5);
        return new Routes(routes);
    }

    private static boolean takesJson(RequestMappingInfo mapping) {
        return !mapping.getConsumesCondition().isEmpty();
    }

    List<Route> takingJson() {
        var routes = all.stream().filter(Route::takesJson).toList();
        assertThat(routes).isNotEmpty();
        return routes;
    }

    /** For each path the methods that it does not take. */
    Map<String, Set<String>> methodsMissing() {
        var missing = new TreeMap<String, Set<String>>();
        for (var route : all) {
            missing.computeIfAbsent(route.path(), _ -> new TreeSet<>(METHODS)).remove(route.method());
        }
        return missing;
    }
}

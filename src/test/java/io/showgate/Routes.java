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

/** All routes of the running application, for tests that must cover every route. */
record Routes(List<Route> all) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /**
     * One route.
     *
     * @param path its path, with {@code 1} for every variable
     * @param hasJsonBody true if it has a body, in JSON
     */
    record Route(String method, String path, boolean hasJsonBody) {}

    static Routes of(RequestMappingHandlerMapping mappings) {
        var routes = new ArrayList<Route>();
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                var path = pattern.replaceAll("\\{[^}]*}", "1");
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> routes.add(new Route(method.name(), path, hasJsonBody(mapping))));
            }
        }
        assertThat(routes).hasSizeGreaterThan(5);
        return new Routes(routes);
    }

    private static boolean hasJsonBody(RequestMappingInfo mapping) {
        return !mapping.getConsumesCondition().isEmpty();
    }

    List<Route> withJsonBody() {
        var routes = all.stream().filter(Route::hasJsonBody).toList();
        assertThat(routes).isNotEmpty();
        return routes;
    }

    /** For each path, the methods that it does not accept. */
    Map<String, Set<String>> otherMethods() {
        var others = new TreeMap<String, Set<String>>();
        for (var route : all) {
            others.computeIfAbsent(route.path(), _ -> new TreeSet<>(METHODS)).remove(route.method());
        }
        return others;
    }
}

package io.showgate.traffic;

import io.showgate.traffic.RequestRoutes.Route;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the kind of a request by its decoded path. Every request needs this, so the matchers are prepared, with the
 * most specific first. The first character in which their prefixes differ ({@code /api/v1/}<b>{@code u}</b>{@code ser})
 * selects the few that must be tested. Immutable.
 */
final class RouteTable {

    private static final RouteMatcher ANYTHING_ELSE = RouteMatcher.of(new Route("/", RequestKind.CATALOGUE));
    private static final int CHARACTERS = 128;

    private final RouteMatcher[] all;
    private final int position;
    private final RouteMatcher[][] byCharacter;

    RouteTable(List<RequestRoutes> modules) {
        all = modules.stream()
                .flatMap(module -> module.routes().stream())
                .map(RouteMatcher::of)
                .sorted(RouteMatcher.MOST_SPECIFIC_FIRST)
                .toArray(RouteMatcher[]::new);
        position = commonPrefix(all);
        byCharacter = IntStream.range(0, CHARACTERS)
                .mapToObj(character -> startingWith((char) character))
                .toArray(RouteMatcher[][]::new);
    }

    private static int commonPrefix(RouteMatcher[] matchers) {
        int length = 0;
        while (haveSameCharacterAt(length, matchers)) {
            length++;
        }
        return length;
    }

    private static boolean haveSameCharacterAt(int position, RouteMatcher[] matchers) {
        for (var matcher : matchers) {
            if (matcher.prefix().length() <= position
                    || matcher.prefix().charAt(position) != matchers[0].prefix().charAt(position)) {
                return false;
            }
        }
        return matchers.length > 0;
    }

    private RouteMatcher[] startingWith(char character) {
        return List.of(all).stream()
                .filter(matcher -> matcher.prefix().length() <= position
                        || matcher.prefix().charAt(position) == character)
                .toArray(RouteMatcher[]::new);
    }

    /** The most specific route of this path; {@link RequestKind#CATALOGUE} if no module has registered one. */
    RouteMatcher find(String path) {
        for (var matcher : candidates(path)) {
            if (matcher.matches(path)) {
                return matcher;
            }
        }
        return ANYTHING_ELSE;
    }

    private RouteMatcher[] candidates(String path) {
        return path.length() > position && path.charAt(position) < CHARACTERS
                ? byCharacter[path.charAt(position)]
                : all;
    }
}

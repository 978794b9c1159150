package io.showgate.traffic;

import io.showgate.traffic.RequestRoutes.Route;
import io.showgate.traffic.RequestRoutes.Variant;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A {@link Route}, prepared so that every request can be tested quickly. The usual patterns become a prefix and a
 * suffix, which take a few comparisons. Spring tests the other patterns, after their literal prefix matches. Immutable.
 */
final class RouteMatcher {

    /** The most specific first: a longer prefix, then a longer suffix, then the narrower shape. */
    static final Comparator<RouteMatcher> MOST_SPECIFIC_FIRST = Comparator.<RouteMatcher>comparingInt(
                    matcher -> -matcher.prefix.length())
            .thenComparingInt(matcher -> -matcher.suffix.length())
            .thenComparing(matcher -> matcher.shape)
            .thenComparing(RouteMatcher::kind);

    private static final Pattern LITERAL = Pattern.compile("[^*?{}]*");
    private static final Pattern ONE_SEGMENT = Pattern.compile("([^*?{}]*/)(?:\\*|\\{\\w+})((?:/[^*?{}]*)?)");
    private static final Pattern BELOW = Pattern.compile("([^*?{}]*/)\\*\\*");
    private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);

    /** How the pattern is tested; the narrowest shape comes first. */
    private enum Shape {
        EXACT,
        ONE_SEGMENT,
        SPRING_PATTERN,
        BELOW
    }

    private final RequestKind kind;
    private final @Nullable Variant variant;
    private final Shape shape;
    private final String prefix;
    private final String suffix;
    private final int segmentsBefore;
    private final @Nullable PathPattern pattern;

    private RouteMatcher(Route route, Shape shape, String prefix, String suffix, @Nullable PathPattern pattern) {
        kind = route.kind();
        variant = route.variant();
        this.shape = shape;
        this.prefix = prefix;
        this.suffix = suffix;
        segmentsBefore = (int) prefix.chars().filter(c -> c == '/').count();
        this.pattern = pattern;
    }

    /**
     * Prepares a route.
     *
     * @throws IllegalArgumentException if the pattern is not valid, or if a join does not say where its user stands
     */
    static RouteMatcher of(Route route) {
        var matcher = parse(route);
        if (matcher.kind == RequestKind.JOIN && matcher.shape != Shape.ONE_SEGMENT) {
            throw new IllegalArgumentException("The join route " + route.pattern() + " needs one variable: the user");
        }
        return matcher;
    }

    private static RouteMatcher parse(Route route) {
        var path = route.pattern();
        var segment = ONE_SEGMENT.matcher(path);
        if (segment.matches()) {
            return new RouteMatcher(route, Shape.ONE_SEGMENT, segment.group(1), segment.group(2), null);
        }
        var below = BELOW.matcher(path);
        if (below.matches()) {
            return new RouteMatcher(route, Shape.BELOW, below.group(1), "", null);
        }
        var literal = LITERAL.matcher(path);
        if (literal.matches()) {
            return new RouteMatcher(route, Shape.EXACT, path, "", null);
        }
        var prefix = literal.lookingAt() ? literal.group() : "";
        return new RouteMatcher(
                route,
                Shape.SPRING_PATTERN,
                prefix.substring(0, prefix.lastIndexOf('/') + 1),
                "",
                PathPatternParser.defaultInstance.parse(path));
    }

    /** The kind of requests without parameters. */
    RequestKind kind() {
        return kind;
    }

    /** The kind of requests with this query, as it was sent; null if there is none. */
    RequestKind kindWith(@Nullable String query) {
        return variant != null && QueryParameter.isGiven(query, variant.parameter()) ? variant.kind() : kind;
    }

    /** The literal beginning of every path of the route. */
    String prefix() {
        return prefix;
    }

    /** Returns true when this decoded path is one of the route's. */
    boolean matches(String path) {
        return switch (shape) {
            case EXACT -> path.equals(prefix);
            case ONE_SEGMENT -> path.startsWith(prefix) && path.endsWith(suffix) && isOneSegment(path);
            case SPRING_PATTERN -> path.startsWith(prefix) && matchesPattern(path);
            case BELOW -> path.startsWith(prefix);
        };
    }

    private boolean isOneSegment(String path) {
        int end = path.length() - suffix.length();
        if (end <= prefix.length()) {
            return false;
        }
        int slash = path.indexOf('/', prefix.length());
        return slash < 0 || slash >= end;
    }

    private boolean matchesPattern(String path) {
        return pattern != null && pattern.matches(PathContainer.parsePath(path, DECODED));
    }

    /**
     * The segment that stands for the variable, in a path as it was sent: the segments before it may be spelt in other
     * ways than in the pattern. Empty if the path has fewer segments.
     */
    String variable(String path) {
        int begin = 0;
        for (int i = 0; i < segmentsBefore; i++) {
            begin = path.indexOf('/', begin) + 1;
            if (begin == 0) {
                return "";
            }
        }
        int end = path.indexOf('/', begin);
        return path.substring(begin, end < 0 ? path.length() : end);
    }
}

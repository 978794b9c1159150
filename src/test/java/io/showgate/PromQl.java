package io.showgate;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression in PromQL, parsed as far as tests need: the metrics that it reads and the labels that it uses. */
record PromQl(String text) {

    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    /** One condition on a label, as in {@code outcome="ended"}. */
    record LabelMatcher(String metric, String label, String operator, String value) {

        /**
         * True if the matcher accepts this value of the label. A matcher with a dashboard variable accepts every value.
         */
        boolean accepts(String actual) {
            return value.contains("$")
                    || switch (operator) {
                        case "=" -> actual.equals(value);
                        case "=~" -> actual.matches(value);
                        default -> true;
                    };
        }
    }

    /** The names of all metrics that it reads. */
    Set<String> metrics() {
        var bare = text.replaceAll("\\{[^}]*}|\\[[^]]*]", " ").replaceAll(GROUPING.pattern(), " ");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(not(OPERATORS::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<LabelMatcher> matchers() {
        return SELECTOR.matcher(text)
                .results()
                .flatMap(selector -> MATCHER.matcher(selector.group(2))
                        .results()
                        .map(found ->
                                new LabelMatcher(selector.group(1), found.group(1), found.group(2), found.group(3))))
                .toList();
    }

    /** The labels by which it groups or joins. */
    Set<String> groupedBy() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> Stream.of(grouping.group(1).split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

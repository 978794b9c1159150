package io.showgate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics of a running application, as {@code /actuator/prometheus} shows them. */
record Exposition(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line, without its value. */
    record Sample(String name, Map<String, String> labels) {}

    static Exposition of(String text) {
        return new Exposition(LINE.matcher(text)
                .results()
                .map(line -> new Sample(line.group(1), labels(line.group(2) == null ? "" : line.group(2))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasLabel(String name, String label) {
        return samples.stream()
                .anyMatch(
                        sample -> sample.name().equals(name) && sample.labels().containsKey(label));
    }

    boolean satisfies(PromQl.LabelMatcher matcher) {
        return samples.stream()
                .filter(sample -> sample.name().equals(matcher.metric()))
                .map(sample -> sample.labels().get(matcher.label()))
                .anyMatch(value -> value != null && matcher.accepts(value));
    }
}

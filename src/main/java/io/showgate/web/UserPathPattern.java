package io.showgate.web;

import java.util.List;

/**
 * A path with a user id in one segment. It decides about paths that are not plain, so it is strict: every other literal
 * segment must be spelt as in the pattern. Immutable.
 */
final class UserPathPattern {

    private final List<String> segments;

    UserPathPattern(String pattern) {
        segments = segments(pattern);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** True if this path, as it was sent, has only one meaning, whichever characters the user id has. */
    boolean matches(String path) {
        var sent = segments(path);
        if (sent.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < sent.size(); i++) {
            if (!matches(segments.get(i), sent.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String expected, String segment) {
        if (expected.equals(UserPaths.USER)) {
            return isUser(segment);
        }
        return expected.startsWith("{")
                ? !segment.isEmpty() && PathFilter.isPlain('/' + segment)
                : expected.equals(segment);
    }

    /**
     * True if a gateway that decodes the segment cannot mistake it for a step to another folder. The route checks if it
     * is a user id at all.
     */
    private static boolean isUser(String segment) {
        var id = PercentEncoding.decode(segment);
        return id != null
                && !id.isEmpty()
                && segment.indexOf(';') < 0
                && segment.indexOf('\\') < 0
                && id.chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && !hasDotSegment(id);
    }

    private static boolean hasDotSegment(String id) {
        return List.of(id.split("[/\\\\]", -1)).stream().anyMatch(part -> part.equals(".") || part.equals(".."));
    }
}

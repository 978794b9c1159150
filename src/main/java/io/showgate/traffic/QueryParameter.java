package io.showgate.traffic;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a parameter in a query as it was sent. Every spelling of the name counts, as the servlet container decodes
 * it. Nothing is decoded or kept, because this runs before the request is accepted.
 */
final class QueryParameter {

    private static final int ENCODED = 3;

    private QueryParameter() {}

    /**
     * True if the query has the parameter with a value that is not blank, even if the same parameter is blank elsewhere
     * in it.
     *
     * @param query the part of the address behind {@code ?}, null if there is none
     * @param name in ASCII
     */
    static boolean isGiven(@Nullable String query, String name) {
        int start = 0;
        while (query != null && start < query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int value = valueOf(name, query, start, end);
            if (value >= 0 && !isBlank(query, value, end)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Where the value begins, or -1 if this part of the query has another name. */
    private static int valueOf(String name, String query, int start, int end) {
        int at = start;
        for (int i = 0; i < name.length(); i++) {
            if (at >= end || decoded(query, at, end) != name.charAt(i)) {
                return -1;
            }
            at += length(query, at, end);
        }
        return at < end && query.charAt(at) == '=' ? at + 1 : -1;
    }

    private static boolean isBlank(String query, int start, int end) {
        for (int at = start; at < end; at += length(query, at, end)) {
            char c = decoded(query, at, end);
            if (c != ' ' && c != '+') {
                return false;
            }
        }
        return true;
    }

    private static int length(String query, int at, int end) {
        return query.charAt(at) == '%' && at + ENCODED <= end ? ENCODED : 1;
    }

    private static char decoded(String query, int at, int end) {
        return length(query, at, end) == 1
                ? query.charAt(at)
                : (char) (16 * Character.digit(query.charAt(at + 1), 16) + Character.digit(query.charAt(at + 2), 16));
    }
}

package io.showgate.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Refuses paths that a gateway in front could read differently than Showgate does: empty and dotted segments, path
 * parameters, backslashes, and encoded control characters or separators. Only a user id may have encoded separators, on
 * the routes that have one ({@link UserPaths}). The filter makes one pass over the path, because it runs for every
 * request.
 */
final class PathFilter extends HttpFilter {

    private static final Problem AMBIGUOUS =
            Problem.of(ProblemType.BAD_REQUEST, "The path has an empty or dotted segment, or a forbidden character.");

    private final List<UserPathPattern> users;

    /** A filter that lets user ids have encoded separators in these paths. */
    PathFilter(List<UserPathPattern> users) {
        this.users = List.copyOf(users);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        if (isPlain(path) || users.stream().anyMatch(user -> user.matches(path))) {
            chain.doFilter((ServletRequest) request, (ServletResponse) response);
        } else {
            AMBIGUOUS.writeTo(response);
        }
    }

    /** True if this path, as it was sent, has only one meaning. */
    static boolean isPlain(String path) {
        int length = 0;
        boolean dotsOnly = true;
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (dotsOnly) {
                    return false;
                }
                length = 0;
                dotsOnly = true;
                continue;
            }
            if (c == '%') {
                c = decoded(path, i);
                i += 2;
            }
            if (c < ' ' || c == 0x7f || c == ';' || c == '\\' || c == '/' || c == '%') {
                return false;
            }
            length++;
            dotsOnly &= c == '.';
        }
        return length == 0 || !dotsOnly;
    }

    /** The byte that is encoded there, or a forbidden character if the encoding is malformed. */
    private static char decoded(String path, int at) {
        return (char) Math.max(0, PercentEncoding.encoded(path, at));
    }
}

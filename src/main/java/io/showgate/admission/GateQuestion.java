package io.showgate.admission;

import io.showgate.web.InvalidInputException;
import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The question of a reverse proxy: may this visitor pass the gate of this queue? The address names the queue in one of
 * two ways. In {@code /api/v1/queue/gate} it is the parameter {@code queue}. In {@code /api/v1/gate/{queue}} it is in
 * the path.
 *
 * <p>Some proxies append the visitor's path and query. Then the query is the visitor's, so it never names the queue:
 * otherwise a visitor could choose a queue in which they are active.
 *
 * @param queue the queue's name, known or not
 * @param hasAppendedPath true if a path follows the gate's own
 */
record GateQuestion(String queue, boolean hasAppendedPath) {

    static final String PATH = "/api/v1/queue/gate";
    static final String NAMED = "/api/v1/gate/";

    private static final String MAIN = "main";
    private static final String PARAMETER = "queue=";

    private static final GateQuestion ABOUT_MAIN = new GateQuestion(MAIN, false);
    private static final GateQuestion ABOUT_MAIN_WITH_PATH = new GateQuestion(MAIN, true);

    /** Reads the address only. It asks for no parameter of the request, because Tomcat could read the body for it. */
    static GateQuestion of(HttpServletRequest request) {
        var path = request.getServletPath();
        if (path.startsWith(NAMED)) {
            int end = path.indexOf('/', NAMED.length());
            return end < 0
                    ? new GateQuestion(path.substring(NAMED.length()), false)
                    : new GateQuestion(path.substring(NAMED.length(), end), true);
        }
        return path.length() > PATH.length() ? ABOUT_MAIN_WITH_PATH : ofQuery(request.getQueryString());
    }

    /** The default queue if the query names none. Two names count as one unknown name. */
    static GateQuestion ofQuery(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return ABOUT_MAIN;
        }
        var name = "";
        for (int from = 0, end; from < query.length(); from = end + 1) {
            end = query.indexOf('&', from);
            if (end < 0) {
                end = query.length();
            }
            if (query.startsWith(PARAMETER, from)) {
                var value = decoded(query.substring(from + PARAMETER.length(), end));
                name = name.isEmpty() ? value : name + ',' + value;
            }
        }
        return name.isEmpty() || name.equals(MAIN) ? ABOUT_MAIN : new GateQuestion(name, false);
    }

    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            var name = URLDecoder.decode(value, StandardCharsets.UTF_8);
            if (name.indexOf('\uFFFD') < 0) {
                return name;
            }
        } catch (IllegalArgumentException malformed) {
            /* The same as bytes that are not UTF-8. */
        }
        throw new InvalidInputException(Problem.of(ProblemType.BAD_REQUEST, "The parameter 'queue' is malformed."));
    }
}

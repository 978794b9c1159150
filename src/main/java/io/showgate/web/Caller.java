package io.showgate.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;

/**
 * Who a request is from, where the path does not say it: the header {@code X-User-Id}, which a gateway in front of
 * Showgate sets after it has signed the user in ({@code showgate.security.users=trusted}).
 */
public final class Caller {

    private static final String HEADER = "X-User-Id";

    static final ProblemType USER_MISSING =
            new ProblemType("user-missing", HttpStatus.UNAUTHORIZED, "The request does not say who it is from");

    private Caller() {}

    /**
     * The user of the request. Who is named twice is nobody: a client may have added a header to the gateway's.
     *
     * @throws InvalidInputException if there is none, or what stands there is no user id
     */
    public static UserId of(HttpServletRequest request) {
        var names = request.getHeaders(HEADER);
        var name = names.hasMoreElements() ? names.nextElement() : "";
        if (names.hasMoreElements()) {
            throw InvalidInputException.parameter(HEADER, "Send the header '" + HEADER + "' only once.");
        }
        if (name.isEmpty()) {
            throw new InvalidInputException(
                    Problem.of(USER_MISSING, "Send the header '" + HEADER + "' with the user's id."));
        }
        return new UserId(name);
    }

    /** Whether the request says who it is from. */
    public static boolean isNamed(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }
}

package io.showgate.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The user of a request whose path does not name one. The header {@code X-User-Id} names the user. A gateway in front
 * of Showgate sets it after it has signed the user in ({@code showgate.security.users=trusted}).
 */
public final class Caller {

    private static final String HEADER = "X-User-Id";

    static final ProblemType USER_MISSING =
            new ProblemType("user-missing", HttpStatus.UNAUTHORIZED, "The request does not name its user");

    private Caller() {}

    /**
     * The user of the request. Rejects repeated headers: a client may have added one to the gateway's.
     *
     * @throws InvalidInputException if the header is missing, is repeated or is no user id
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

    /** The name in the header as it was sent, which may be no user id; null if there is none. */
    public static @Nullable String name(HttpServletRequest request) {
        return request.getHeader(HEADER);
    }

    /** True if the request has the header. */
    public static boolean isNamed(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }
}

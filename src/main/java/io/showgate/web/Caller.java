package io.showgate.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The user of a request. The header {@code X-User-Id} names the user. A gateway in front of Showgate sets it after it
 * has signed the user in ({@code showgate.security.users=trusted}). Where a gateway names a user, the path must name
 * the same one.
 *
 * <p>The value of the header is UTF-8, which may be percent-encoded. A percent sign always begins an encoded octet. An
 * encoded letter, digit, {@code -}, {@code .} or {@code _} is refused: no encoder writes it, so the header has the id
 * of a user as it is, and that id only looks like another one.
 */
public final class Caller {

    private static final String HEADER = "X-User-Id";

    static final ProblemType USER_MISSING =
            new ProblemType("user-missing", HttpStatus.UNAUTHORIZED, "The request does not name its user");
    static final ProblemType ANOTHER_USER =
            new ProblemType("another-user", HttpStatus.FORBIDDEN, "The path belongs to another user");

    private static final Problem NAMES_DISAGREE =
            Problem.of(ANOTHER_USER, "The header '" + HEADER + "' names another user than the path.");

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
        return new UserId(decoded(name));
    }

    /** The user whom the header names, or null if the request has no such header. */
    public static @Nullable UserId named(HttpServletRequest request) {
        return isNamed(request) ? of(request) : null;
    }

    /** True if the request has the header. */
    public static boolean isNamed(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /**
     * The user whom the path names.
     *
     * @param segment the segment of the path with the user's id, as it was sent
     * @throws InvalidInputException if it is no user id, or if the header names another user
     */
    public static UserId inPath(HttpServletRequest request, String segment) {
        var id = PercentEncoding.decode(segment);
        return agreed(request, new UserId(id == null ? "" : id));
    }

    /** The user in the path, whose id is decoded already. For a controller; otherwise as {@link #inPath}. */
    public static UserId inDecodedPath(HttpServletRequest request, String id) {
        return agreed(request, new UserId(id));
    }

    private static UserId agreed(HttpServletRequest request, UserId user) {
        if (isNamed(request) && !of(request).equals(user)) {
            throw new InvalidInputException(NAMES_DISAGREE);
        }
        return user;
    }

    private static String decoded(String name) {
        var id = hasNeedlessCode(name) ? null : PercentEncoding.decode(name);
        if (id == null) {
            throw InvalidInputException.parameter(
                    HEADER,
                    "The header '" + HEADER + "' is percent-encoded UTF-8; a percent sign is sent as '%25', and"
                            + " letters, digits, '-', '.' and '_' are not encoded.");
        }
        return id;
    }

    private static boolean hasNeedlessCode(String name) {
        for (int i = name.indexOf('%'); i >= 0; i = name.indexOf('%', i + 1)) {
            int octet = PercentEncoding.encoded(name, i);
            boolean letter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
            if (letter || (octet >= '0' && octet <= '9') || octet == '-' || octet == '.' || octet == '_') {
                return true;
            }
        }
        return false;
    }
}

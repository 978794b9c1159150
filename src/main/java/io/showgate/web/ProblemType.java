package io.showgate.web;

import org.springframework.http.HttpStatus;

/**
 * A kind of error. Clients may rely on its {@linkplain #uri() URI}, which never changes and leads to a section of
 * docs/problems.md, which every instance serves. Each module declares its own kinds as constants of this type.
 *
 * @param slug the name in the URI and the heading in docs/problems.md
 * @param status the HTTP status of the answer
 * @param title a sentence that is the same for every occurrence
 */
public record ProblemType(String slug, HttpStatus status, String title) {

    public static final ProblemType BAD_REQUEST =
            new ProblemType("bad-request", HttpStatus.BAD_REQUEST, "The request cannot be understood");
    public static final ProblemType INVALID_PARAMETER =
            new ProblemType("invalid-parameter", HttpStatus.BAD_REQUEST, "A parameter has a value that is not allowed");
    public static final ProblemType INVALID_BODY =
            new ProblemType("invalid-body", HttpStatus.BAD_REQUEST, "The body is not what this route takes");
    public static final ProblemType NOT_SIGNED_IN =
            new ProblemType("not-signed-in", HttpStatus.UNAUTHORIZED, "This route needs a sign-in");
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", HttpStatus.FORBIDDEN, "This route needs a role that the caller does not have");
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", HttpStatus.NOT_FOUND, "There is nothing at this address");
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType(
            "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "This route does not take this method");
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType(
            "not-acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer is JSON, which the request excludes");
    public static final ProblemType REQUEST_TIMEOUT =
            new ProblemType("request-timeout", HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time");
    public static final ProblemType CONTENT_TOO_LARGE = new ProblemType(
            "content-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is larger than any route takes");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType(
            "unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");
    public static final ProblemType TRY_AGAIN_LATER = new ProblemType(
            "try-again-later", HttpStatus.SERVICE_UNAVAILABLE, "A part that this route needs does not answer");

    /** The URI reference that is sent as {@code type}, relative to the server that answered. */
    public String uri() {
        return "/docs/problems.md#" + slug;
    }

    /** The kind of error for a status alone. The servlet container refuses some requests with nothing but a status. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> NOT_SIGNED_IN;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> CONTENT_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 501, 505 -> BAD_REQUEST; // a transfer encoding, method or HTTP version that Showgate does not know
            case 503 -> TRY_AGAIN_LATER;
            default -> status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
        };
    }
}

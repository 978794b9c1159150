package io.showgate.web;

/**
 * The client sent something that cannot be used. The given problem detail is the answer. There is no log line and no
 * stack trace, so that invalid requests cost almost nothing.
 */
public final class InvalidInputException extends RuntimeException {

    private final transient Problem problem;

    /** Refuses the request with this problem. The status of its type is a 4xx. */
    public InvalidInputException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Refuses one parameter. */
    public static InvalidInputException parameter(String name, String expectation) {
        return new InvalidInputException(
                Problem.of(ProblemType.INVALID_PARAMETER, expectation).with("parameter", name));
    }

    /** Refuses one member of the body. */
    public static InvalidInputException member(String name, String expectation) {
        return new InvalidInputException(
                Problem.of(ProblemType.INVALID_BODY, expectation).with("member", name));
    }

    /** The answer to send. */
    public Problem problem() {
        return problem;
    }
}

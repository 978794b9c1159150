package io.showgate.web;

/**
 * What a client sent cannot be used. It leaves as the given problem detail, is not logged, and has no stack trace, so
 * that junk costs next to nothing.
 */
public final class InvalidInputException extends RuntimeException {

    private final transient Problem problem;

    /** Refuses the request with this problem, whose type has a status of 4xx. */
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

package io.showgate.console;

import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** The problem of the operator's sign-in that no other route has; docs/problems.md has a section for it. */
final class OperatorProblems {

    static final ProblemType TOO_MANY_WRONG_PASSWORDS = new ProblemType(
            "too-many-wrong-passwords", HttpStatus.TOO_MANY_REQUESTS, "This source must wait before it signs in");

    private OperatorProblems() {}

    /** The source of a sign-in must wait this long. */
    static Problem mustWait(Duration rest) {
        return Problem.of(TOO_MANY_WRONG_PASSWORDS, "Come back after the time in Retry-After.")
                .retryAfter(rest);
    }
}

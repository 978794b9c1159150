package io.showgate.traffic;

import io.showgate.web.ProblemType;
import org.springframework.http.HttpStatus;

/** The kinds of problem that the limits answer with. docs/problems.md has a section for each. */
final class TrafficProblems {

    static final ProblemType OVERLOADED =
            new ProblemType("overloaded", HttpStatus.SERVICE_UNAVAILABLE, "More is asked for than can be answered now");
    static final ProblemType TOO_MANY_JOINS =
            new ProblemType("too-many-joins", HttpStatus.TOO_MANY_REQUESTS, "This source joins too often");
    static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "This source asks too often");

    private TrafficProblems() {}
}

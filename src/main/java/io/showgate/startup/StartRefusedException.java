package io.showgate.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The start is not possible. The person who starts the instance reads which action helps, and no stack trace. */
public final class StartRefusedException extends RuntimeException {

    private final String action;

    /** Refuses the start for this reason, and says which action helps. */
    public StartRefusedException(String reason, String action) {
        super(reason);
        this.action = action;
    }

    /** Prints the reason and the action. */
    static final class Analyzer extends AbstractFailureAnalyzer<StartRefusedException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, StartRefusedException refused) {
            return new FailureAnalysis(refused.getMessage(), refused.action, refused);
        }
    }
}

package io.showgate.support;

import org.springframework.core.env.Environment;

/** The last lines of a start: that it is ready, where, and three lines to copy. */
final class ReadyMessage {

    private ReadyMessage() {}

    static String of(Environment environment) {
        return """

                ======================================================================================================
                TRUSTED USERS: every caller is taken at their word, which is for trying and measuring only.
                ======================================================================================================
                Showgate is ready on http://localhost:%1$s, metrics and health on http://localhost:%2$s/actuator.
                The operator is operator / operator. Ctrl-C stops everything. Join, ask for your place, read the dates:

                token=$(curl -s -X POST http://localhost:%1$s/api/v1/user/37/queue/token/issue | sed 's/.*"waitingToken":"\\([^"]*\\)".*/\\1/')
                curl -s http://localhost:%1$s/api/v1/user/queue/token/query -H "waitingToken: $token"
                sleep 1; curl -s http://localhost:%1$s/api/v1/concert/451/date -H "waitingToken: $token"
                """.formatted(
                environment.getProperty("local.server.port"), environment.getProperty("local.management.port")).stripTrailing();
    }
}

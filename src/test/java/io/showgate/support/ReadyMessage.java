package io.showgate.support;

import org.springframework.core.env.Environment;

/** The last lines of the embedded start: the addresses and three commands to try. */
final class ReadyMessage {

    private ReadyMessage() {}

    static String of(Environment environment) {
        return """

                ======================================================================================================
                TRUSTED USERS: Showgate does not verify who a caller is. Use this for trials and measurements only.
                ======================================================================================================
                Showgate is ready on http://localhost:%1$s, metrics and health on http://localhost:%2$s/actuator.
                The operator is operator / operator. Ctrl-C stops everything. Join, query your place, read the dates:

                token=$(curl -s -X POST http://localhost:%1$s/api/v1/user/37/queue/token/issue | sed 's/.*"waitingToken":"\\([^"]*\\)".*/\\1/')
                curl -s http://localhost:%1$s/api/v1/user/queue/token/query -H "waitingToken: $token"
                sleep 1; curl -s http://localhost:%1$s/api/v1/concert/451/date -H "waitingToken: $token"
                """.formatted(
                environment.getProperty("local.server.port"), environment.getProperty("local.management.port")).stripTrailing();
    }
}

package io.showgate;

import io.showgate.support.Answer;
import io.showgate.support.Calls;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The operator of the application under test. */
final class Operator {

    /** The header {@code Authorization}. */
    static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.US_ASCII));

    private Operator() {}

    static Answer change(int port, String queue, String body) {
        return Calls.sendBody(
                port,
                "PATCH",
                "/api/v1/admin/queues/" + queue,
                body,
                "Authorization",
                CREDENTIALS,
                "Content-Type",
                "application/json");
    }

    static JsonNode figures(int port, String queue) {
        return Calls.send(port, "GET", "/api/v1/admin/queues/" + queue, "Authorization", CREDENTIALS)
                .json();
    }

    /** Lets somebody in and returns their token. */
    static String admit(int port, String queue, String user) {
        return Calls.send(
                        port, "PUT", "/api/v1/admin/queues/" + queue + "/active/" + user, "Authorization", CREDENTIALS)
                .json()
                .path("waitingToken")
                .asString();
    }
}

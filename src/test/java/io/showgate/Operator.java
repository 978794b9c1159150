package io.showgate;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import tools.jackson.databind.JsonNode;

/** The operator's requests about queues. */
final class Operator {

    private static final String QUEUES = "/api/v1/admin/queues/";

    private Operator() {}

    static Answer change(int port, String queue, String body) {
        return Answer.of(new Api(port).operator("PATCH", QUEUES + queue, body));
    }

    static JsonNode figures(int port, String queue) {
        return Answer.of(new Api(port).operator("GET", QUEUES + queue, "")).json();
    }

    /** Admits a user and returns the waiting token. */
    static String admit(int port, String queue, String user) {
        return Answer.of(new Api(port).operator("PUT", QUEUES + queue + "/active/" + user, ""))
                .json()
                .path("waitingToken")
                .asString();
    }
}

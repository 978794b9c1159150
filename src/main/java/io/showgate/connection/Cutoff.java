package io.showgate.connection;

/** Why an instance closed a connection before the client was finished. The value of a metric's label. */
enum Cutoff {

    /** The client sent nothing on a new connection. */
    SILENT,

    /** The headers of a request did not arrive in time. */
    HEAD,

    /** There were too many unfinished heads, and this one was the oldest. */
    HEADS_FULL,

    /** The body that the route takes did not arrive in time. */
    BODY,

    /** The client did not take its answer in time. */
    ANSWER,

    /** Too many answers waited for clients to take them, and this one had waited longest. */
    ANSWERS_FULL
}

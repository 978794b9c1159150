package io.showgate.faults;

import io.showgate.support.FaultyLink;
import io.showgate.support.ShowgateProcess;

/**
 * An instance with ways of its own to what it depends on.
 *
 * @param process the instance
 * @param redis its way to Redis
 * @param database its way to the database
 */
record Node(ShowgateProcess process, FaultyLink redis, FaultyLink database) {

    int port() {
        return process.port();
    }
}

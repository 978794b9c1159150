package io.showgate.faults;

import static org.awaitility.Awaitility.await;

import io.showgate.faults.TroubledShowgate.Trouble;
import io.showgate.support.FaultyLink;
import io.showgate.support.ShowgateProcess;
import java.time.Duration;

/**
 * An instance with its own links to Redis and to the database.
 *
 * @param process the instance
 * @param redis its link to Redis
 * @param database its link to the database
 * @param downtimes records when the instance was killed or paused
 */
record Node(ShowgateProcess process, FaultyLink redis, FaultyLink database, InstanceDowntimes downtimes) {

    private static final Duration EXHAUSTION = Duration.ofSeconds(30);

    int port() {
        return process.port();
    }

    void kill() {
        downtimes.begin(port());
        process.kill();
    }

    /** Sends SIGTERM and waits until the instance has ended. */
    void terminate() {
        downtimes.begin(port());
        process.stop();
    }

    /** Starts the instance again; it is ready when this returns. */
    void restart() {
        process.restart();
        downtimes.end(port());
    }

    void pause() {
        downtimes.begin(port());
        process.pause();
    }

    void resume() {
        process.resume();
        downtimes.end(port());
    }

    /** Sets the clock back by an hour, as an operator of the machine or a broken time server may do. */
    void setClockBack() {
        Trouble.CLOCK_SET_BACK.set(process.workingFolder(), true);
    }

    void setClockRight() {
        Trouble.CLOCK_SET_BACK.set(process.workingFolder(), false);
    }

    /** Lets the instance run out of memory and waits until that has ended it. */
    void exhaust() {
        downtimes.begin(port());
        Trouble.MEMORY_LEAK.set(process.workingFolder(), true);
        await().atMost(EXHAUSTION).until(() -> !process.isAlive());
        Trouble.MEMORY_LEAK.set(process.workingFolder(), false);
    }
}

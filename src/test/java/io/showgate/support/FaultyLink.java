package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * A connection to a server through {@link Toxiproxy} that a test can disturb, in one way at a time. A disturbance
 * affects open connections and new ones until {@link #heal}.
 */
public final class FaultyLink {

    private static final String TOXIC = "toxic";

    private final Api api;
    private final String path;
    private final int port;

    FaultyLink(Api api, String path, int port) {
        this.api = api;
        this.path = path;
        this.port = port;
    }

    /** The port to which clients connect. */
    public int port() {
        return port;
    }

    /** Replaces the port of a server in an address by the port of this link. */
    public String through(String url, int target) {
        assertThat(url).contains("127.0.0.1:" + target);
        return url.replace("127.0.0.1:" + target, "127.0.0.1:" + port);
    }

    /** Ends every connection and refuses new ones, as if the server were gone. */
    public void cut() {
        enable(false);
    }

    /** Drops all data in both directions while connections stay open, as in a network partition. */
    public void blackHole() {
        addToxic("upstream", "timeout", "timeout", 0);
        addToxic("downstream", "timeout", "timeout", 0);
    }

    /** Delays every answer. */
    public void delay(Duration delay) {
        addToxic("downstream", "latency", "latency", delay.toMillis());
    }

    /** Limits the rate of answers, in thousands of bytes a second. */
    public void throttle(int kilobytesPerSecond) {
        addToxic("downstream", "bandwidth", "rate", kilobytesPerSecond);
    }

    /** Resets each connection as soon as an answer comes over it. */
    public void reset() {
        addToxic("downstream", "reset_peer", "timeout", 0);
    }

    /** Ends the disturbance. Connections that were in a black hole or were reset end. */
    public void heal() {
        for (var stream : List.of("upstream", "downstream")) {
            assertThat(api.send("DELETE", path + "/toxics/" + TOXIC + '-' + stream, "")
                            .statusCode())
                    .isIn(204, 404);
        }
        enable(true);
    }

    private void enable(boolean wanted) {
        var changed = api.send("POST", path, "{\"enabled\": " + wanted + '}');
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    private void addToxic(String stream, String type, String attribute, long value) {
        var added = api.send("POST", path + "/toxics", """
                {"name": "%s-%s", "type": "%s", "stream": "%s", "attributes": {"%s": %d}}""".formatted(TOXIC, stream, type, stream, attribute, value));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    }
}

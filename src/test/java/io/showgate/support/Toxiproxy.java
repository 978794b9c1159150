package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/**
 * A real Toxiproxy between instances and servers, for tests that disturb connections. It is the installed
 * {@code toxiproxy-server} ({@code .ci/run} builds it), or a container if that is missing. If there is no Docker engine
 * either, the test is skipped with a message, or fails if {@code CI=true}. Closing it leaves nothing behind.
 */
public final class Toxiproxy implements AutoCloseable {

    private static final String PROGRAM = "toxiproxy-server";

    private final ToxiproxyServer server;
    private final Api api;
    private final List<FaultyLink> links = new ArrayList<>();

    private Toxiproxy(ToxiproxyServer server) {
        this.server = server;
        this.api = new Api(server.apiPort());
    }

    /** Starts a Toxiproxy without links. */
    public static Toxiproxy start() {
        return new Toxiproxy(server());
    }

    private static ToxiproxyServer server() {
        if (InstalledProgram.find(PROGRAM).isEmpty()
                && DockerClientFactory.instance().isDockerAvailable()) {
            return ToxiproxyContainer.start();
        }
        var program = InstalledProgram.named(PROGRAM, "the behaviour with disturbed connections");
        return ToxiproxyProcess.start(program.path());
    }

    /** Adds an undisturbed link to this port of this machine. */
    public FaultyLink link(int target) {
        var name = UUID.randomUUID().toString();
        int listened = server.nextPort();
        var created = api.send("POST", "/proxies", """
                {"name": "%s", "listen": "%s:%d", "upstream": "%s:%d"}""".formatted(
                        name, server.listenHost(), listened, server.targetHost(target), target));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var link = new FaultyLink(api, "/proxies/" + name, server.reachedAt(listened));
        links.add(link);
        return link;
    }

    /** Ends the disturbance of every link. */
    public void heal() {
        links.forEach(FaultyLink::heal);
    }

    @Override
    public void close() {
        server.close();
    }
}

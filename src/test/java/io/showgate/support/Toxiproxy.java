package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/**
 * A real Toxiproxy, through which a test leads connections that it means to disturb. It is the installed
 * {@code toxiproxy-server} ({@code .ci/run} builds it); where that is missing, one in a container; and where no Docker
 * engine answers either, the test is skipped and says so, or fails when {@code CI=true}. Closed, nothing of it is left.
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

    /** Starts one that relays nothing yet. */
    public static Toxiproxy start() {
        return new Toxiproxy(server());
    }

    private static ToxiproxyServer server() {
        if (InstalledProgram.find(PROGRAM).isEmpty()
                && DockerClientFactory.instance().isDockerAvailable()) {
            return ToxiproxyContainer.start();
        }
        var program = InstalledProgram.named(PROGRAM, "what disturbed connections do");
        return ToxiproxyProcess.start(program.path());
    }

    /** A new way to that port of this machine, undisturbed at first. */
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

    /** Every way is undisturbed again. */
    public void heal() {
        links.forEach(FaultyLink::heal);
    }

    @Override
    public void close() {
        server.close();
    }
}

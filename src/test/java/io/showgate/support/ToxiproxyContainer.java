package io.showgate.support;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Toxiproxy in a container. It reaches this machine under another name, and is reached through ports that are chosen
 * before it starts.
 */
record ToxiproxyContainer(GenericContainer<?> container, AtomicInteger used) implements ToxiproxyServer {

    private static final int API = 8474;
    private static final int FIRST = 8666;
    private static final int LINKS = 32;

    /** Starts the container. The returned object stops it. */
    @SuppressWarnings("resource")
    static ToxiproxyContainer start() {
        var ports = Stream.concat(
                Stream.of(API), IntStream.range(FIRST, FIRST + LINKS).boxed());
        var container = new GenericContainer<>(DockerImageName.parse("ghcr.io/shopify/toxiproxy:2.12.0"))
                .withExposedPorts(ports.toArray(Integer[]::new))
                .withAccessToHost(true)
                .waitingFor(Wait.forHttp("/version").forPort(API));
        container.start();
        return new ToxiproxyContainer(container, new AtomicInteger());
    }

    @Override
    public int apiPort() {
        return container.getMappedPort(API);
    }

    @Override
    public String listenHost() {
        return "0.0.0.0";
    }

    @Override
    public int nextPort() {
        return FIRST + used.getAndIncrement();
    }

    @Override
    public int reachedAt(int listened) {
        return container.getMappedPort(listened);
    }

    @Override
    public String targetHost(int port) {
        Testcontainers.exposeHostPorts(port);
        return GenericContainer.INTERNAL_HOST_HOSTNAME;
    }

    @Override
    public void close() {
        container.stop();
    }
}

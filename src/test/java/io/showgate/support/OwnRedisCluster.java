package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Redis Cluster that one test owns: three masters on loopback that share the slots and persist nothing. It always
 * consists of embedded servers, even if {@link TestServers} are given servers or containers, which are single servers.
 */
public final class OwnRedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    /** The offset of the port on which a node talks to the other nodes. */
    private static final int BUS = 10_000;

    private static final String SETTINGS = """
            appendonly no
            cluster-enabled yes
            cluster-node-timeout 2000
            """;

    private final Path folder = Folders.createForTest("redis-cluster");
    private final String password = UUID.randomUUID().toString();
    private final List<URI> urls = new ArrayList<>();
    private final List<ServerProcess> processes = new ArrayList<>();

    private OwnRedisCluster() {}

    /** Starts a cluster; it serves every slot when this returns. */
    public static OwnRedisCluster start() {
        var cluster = new OwnRedisCluster();
        try {
            cluster.startNodes();
            cluster.join();
            return cluster;
        } catch (IOException | RuntimeException failed) {
            cluster.close();
            throw new IllegalStateException("The Redis Cluster cannot be started.", failed);
        }
    }

    /** The addresses of the nodes for a client, without the password: {@code redis://host:port}. */
    public List<String> nodes() {
        return urls.stream().map(url -> "redis://" + hostAndPort(url)).toList();
    }

    /** The password of every node. */
    public String password() {
        return password;
    }

    Path folder() {
        return folder;
    }

    /** The environment variables that make an instance use it. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATA_REDIS_CLUSTER_NODES",
                urls.stream().map(OwnRedisCluster::hostAndPort).collect(Collectors.joining(",")),
                "SPRING_DATA_REDIS_PASSWORD",
                password);
    }

    /** Stops all nodes and leaves nothing behind. */
    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
        Folders.delete(folder);
    }

    private void startNodes() {
        for (int node = 0; node < MASTERS; node++) {
            var redis = new EmbeddedRedis(folder.resolve("node-" + node), password, SETTINGS, portWithFreeBus());
            processes.add(redis.start());
            urls.add(redis.url());
        }
    }

    private static int portWithFreeBus() {
        int port = FreePorts.next();
        while (!FreePorts.isFree(port + BUS)) {
            port = FreePorts.next();
        }
        return port;
    }

    /** Does the same as {@code redis-cli --cluster create}. */
    private void join() throws IOException {
        var first = urls.getFirst();
        for (int node = 0; node < MASTERS; node++) {
            var commands = new RedisCommands(urls.get(node));
            commands.tell("CLUSTER ADDSLOTS " + slots(node));
            commands.tell("CLUSTER MEET " + first.getHost() + ' ' + first.getPort());
        }
        for (int node = 0; node < MASTERS; node++) {
            var commands = new RedisCommands(urls.get(node));
            processes.get(node).await(() -> servesEverySlot(commands));
        }
    }

    private static String slots(int node) {
        return IntStream.range(SLOTS * node / MASTERS, SLOTS * (node + 1) / MASTERS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static boolean servesEverySlot(RedisCommands commands) {
        try {
            return commands.firstLineWith("cluster_state:", "CLUSTER INFO").equals("cluster_state:ok");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String hostAndPort(URI url) {
        return url.getHost() + ':' + url.getPort();
    }
}

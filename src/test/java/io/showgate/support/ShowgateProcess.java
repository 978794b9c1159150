package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An instance in a process of its own, with the tests' class path, which has the driver for each of their servers.
 * Started again after a kill, it serves on the same ports.
 */
public final class ShowgateProcess extends OwnServer {

    private static final Duration UNTIL_THE_CACHE_IS_WRITTEN = Duration.ofMinutes(3);

    private static final List<String> PRODUCT = List.of(ShowgateApplication.class.getName());

    private final int port;
    private final int managementPort;

    private ShowgateProcess(
            Path folder,
            int port,
            int managementPort,
            List<String> command,
            Map<String, String> environment,
            Predicate<Api> ready) {
        super(folder, () -> launch(command, folder, managementPort, environment, ready));
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * Starts an instance with these further environment variables and waits until it is ready. Unless they name another
     * Redis or another database, with its user and password, it uses those of {@link TestServers}.
     */
    @SafeVarargs
    public static ShowgateProcess start(Map<String, String>... environments) {
        return start(PRODUCT, environments);
    }

    /**
     * The same with what ends Java's command line: further options, which go before ours, and the main class, which may
     * be one that changes something about the product.
     */
    @SafeVarargs
    public static ShowgateProcess start(List<String> program, Map<String, String>... environments) {
        train();
        return start(JavaProgram.command(), program, ShowgateProcess::isReady, environments);
    }

    /**
     * Makes the AOT cache that starts are quicker with, if this is a run that wants one and there is none: starts an
     * instance with servers of its own, and stops it. Who starts one meanwhile waits for that.
     */
    static void train() {
        JavaProgram.train(java -> {
            try (var redis = OwnRedis.start(RedisPersistence.NONE);
                    var database = OwnDatabase.start();
                    var instance = start(
                            java, PRODUCT, ShowgateProcess::isReady, redis.environment(), database.environment())) {
                instance.terminate();
                instance.process().awaitEnd(UNTIL_THE_CACHE_IS_WRITTEN);
            }
        });
    }

    /** Starts two at the same moment, each as told, and returns once both are ready. */
    public static List<ShowgateProcess> startBoth(Supplier<ShowgateProcess> first, Supplier<ShowgateProcess> second) {
        var starting = CompletableFuture.supplyAsync(first);
        var started = second.get();
        return List.of(starting.join(), started);
    }

    @SafeVarargs
    private static ShowgateProcess start(
            List<String> java, List<String> program, Predicate<Api> ready, Map<String, String>... environments) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        var environment = new HashMap<>(Map.of(
                "SERVER_PORT", Integer.toString(port),
                "MANAGEMENT_SERVER_PORT", Integer.toString(managementPort),
                "SHOWGATE_SECRET", "a-secret-for-tests-of-at-least-32-bytes",
                "SHOWGATE_OPERATOR_PASSWORD", "operator",
                "SHOWGATE_SECURITY_USERS", "trusted"));
        for (var more : environments) {
            environment.putAll(more);
        }
        var folder = Folders.createForTest("instance");
        var command = new ArrayList<>(java);
        command.addAll(List.of("-Xmx384m", "-Djava.io.tmpdir=" + folder));
        command.addAll(program);
        return new ShowgateProcess(folder, port, managementPort, command, withServers(environment), ready);
    }

    /** Asks for the servers for tests, and so starts them, only if they are needed. */
    private static Map<String, String> withServers(Map<String, String> environment) {
        var complete = new HashMap<String, String>();
        if (!environment.containsKey("SPRING_DATASOURCE_PASSWORD")) {
            complete.put("SPRING_DATASOURCE_URL", TestServers.databaseUrl());
            complete.put("SPRING_DATASOURCE_USERNAME", TestServers.databaseUsername());
            complete.put("SPRING_DATASOURCE_PASSWORD", TestServers.databasePassword());
        }
        if (environment.keySet().stream().noneMatch(name -> name.startsWith("SPRING_DATA_REDIS_"))) {
            complete.put("SPRING_DATA_REDIS_URL", TestServers.redisUrl());
        }
        complete.putAll(environment);
        return complete;
    }

    private static ServerProcess launch(
            List<String> command,
            Path folder,
            int managementPort,
            Map<String, String> environment,
            Predicate<Api> ready) {
        var process = ServerProcess.start("The instance", command, folder, environment);
        var management = new Api(managementPort);
        try {
            process.await(() -> ready.test(management));
            return process;
        } catch (ServerStartException failed) {
            throw new ServerStartException(failed.getMessage() + '\n' + process.output());
        }
    }

    /**
     * Starts one without waiting until it is ready; it is not, while what it needs is away. Ports and servers as with
     * {@link #start}.
     */
    @SafeVarargs
    public static ShowgateProcess begin(Map<String, String>... environments) {
        return start(JavaProgram.command(), PRODUCT, _ -> true, environments);
    }

    private static boolean isReady(Api management) {
        try {
            return management.get("/actuator/health/readiness").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Where it serves. */
    public int port() {
        return port;
    }

    /** Where its metrics and health are. */
    public int managementPort() {
        return managementPort;
    }

    /** Where it runs: what it is told by files lies here. */
    public Path workingFolder() {
        return folder();
    }

    /** SIGTERM, and the end awaited. */
    public void stop() {
        process().stop();
    }

    /** SIGTERM, without waiting for the end. */
    public void terminate() {
        process().terminate();
    }
}

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
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An instance as a separate process, with the tests' class path, which has the drivers for all test servers. It keeps
 * its ports after a restart.
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
     * Starts an instance with these further environment variables and waits until it is ready. It uses
     * {@link TestServers} unless the variables name another Redis, or another database with its user and password.
     */
    @SafeVarargs
    public static ShowgateProcess start(Map<String, String>... environments) {
        return start(PRODUCT, environments);
    }

    /**
     * Starts an instance with another end of Java's command line: further options and the main class. That class may
     * change something about the product.
     */
    @SafeVarargs
    public static ShowgateProcess start(List<String> program, Map<String, String>... environments) {
        train();
        return start(JavaProgram.command(), program, ShowgateProcess::isReady, environments);
    }

    /**
     * Creates the AOT cache that makes starts faster, if this is a run of all tests and there is no cache. For that it
     * starts and stops an instance with its own servers. Other starts wait meanwhile.
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

    /** Starts two instances at the same time, and returns once both are ready. */
    public static List<ShowgateProcess> startBoth(Supplier<ShowgateProcess> first, Supplier<ShowgateProcess> second) {
        return startTogether(List.of(first, second));
    }

    /**
     * Starts all of these at the same time, and returns once all are ready. On platform threads: a start may initialize
     * {@link TestServers}. Virtual threads keep their carriers meanwhile, and the threads that read the output of the
     * servers would find none.
     */
    public static <T> List<T> startTogether(List<Supplier<T>> starts) {
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var starting = starts.stream()
                    .map(start -> CompletableFuture.supplyAsync(start, threads))
                    .toList();
            return starting.stream().map(CompletableFuture::join).toList();
        }
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

    /** Adds the addresses of {@link TestServers}, which starts these, only if they are needed. */
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
     * Starts an instance and does not wait until it is ready, for tests in which a server is away. Ports and servers
     * are as with {@link #start}.
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

    /** The port of the application. */
    public int port() {
        return port;
    }

    /** The port of metrics and health. */
    public int managementPort() {
        return managementPort;
    }

    /** The folder in which the instance runs. */
    public Path workingFolder() {
        return folder();
    }

    /** Sends SIGTERM and waits for the end. */
    public void stop() {
        process().stop();
    }

    /** Sends SIGTERM and does not wait for the end. */
    public void terminate() {
        process().terminate();
    }
}

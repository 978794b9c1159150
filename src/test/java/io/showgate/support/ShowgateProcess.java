package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An instance in a process of its own, on the tests' servers and with the tests' class path, which has the driver for
 * each of them. Ready when {@link #start} returns; ended by {@link #close} at the latest.
 */
public final class ShowgateProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private ShowgateProcess(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts an instance with these further environment variables and waits until it is ready. */
    public static ShowgateProcess start(Map<String, String> environment) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        try {
            var log = Files.createTempFile("showgate-instance", ".log");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(List.of(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx384m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ShowgateApplication.class.getName()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(servers(port, managementPort));
            builder.environment().putAll(environment);
            var instance = new ShowgateProcess(builder.start(), log, port, managementPort);
            instance.awaitReadiness();
            return instance;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static Map<String, String> servers(int port, int managementPort) {
        return Map.of(
                "SPRING_DATASOURCE_URL", TestServers.databaseUrl(),
                "SPRING_DATASOURCE_USERNAME", TestServers.databaseUsername(),
                "SPRING_DATASOURCE_PASSWORD", TestServers.databasePassword(),
                "SPRING_DATA_REDIS_URL", TestServers.redisUrl(),
                "SERVER_PORT", Integer.toString(port),
                "MANAGEMENT_SERVER_PORT", Integer.toString(managementPort),
                "SHOWGATE_SECRET", "a-secret-for-tests-of-at-least-32-bytes",
                "SHOWGATE_OPERATOR_PASSWORD", "operator",
                "SHOWGATE_SECURITY_USERS", "trusted");
    }

    private void awaitReadiness() {
        var management = new Api(managementPort);
        Awaitility.await("the instance is ready; see " + log)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || management.get("/actuator/health/readiness").statusCode() == 200);
        if (!process.isAlive()) {
            throw new ServerStartException("The instance ended by itself:\n" + output());
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

    /** What it has printed. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code kill -9}: no shutdown of any kind. */
    public void kill() {
        process.destroyForcibly();
        end();
    }

    /** SIGTERM, without waiting for the end. */
    public void terminate() {
        process.destroy();
    }

    /** SIGTERM, and the end awaited. */
    @Override
    public void close() {
        process.destroy();
        end();
        try {
            Files.deleteIfExists(log);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void end() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

package io.showgate.capacity;

import io.showgate.support.Api;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The installation that is measured. It already runs on this machine, or the command starts it with its own cores and
 * memory and an embedded database and Redis.
 *
 * @param url the address of the application
 * @param management the address of its metrics
 * @param operator the name and password of the operator, separated by a colon
 * @param description what it is, for the report
 * @param redis the process of its Redis, if the command started it
 * @param database the process of its database, if the command started it
 * @param parts everything that {@link #close} stops
 */
record Showgate(
        String url,
        String management,
        String operator,
        String description,
        Optional<ProcessHandle> redis,
        Optional<ProcessHandle> database,
        List<AutoCloseable> parts)
        implements AutoCloseable {

    /** The share of the memory that is Java's heap; the rest is for code, threads and network buffers. */
    private static final double HEAP_SHARE = 0.6;

    /** Java chooses the G1 collector from this memory on. */
    private static final int G1_MEGABYTES = 1_792;

    private static final int DEMO_CONCERTS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern CONCERTS = Pattern.compile("\"concertId\"");
    private static final Pattern METRICS = Pattern.compile("(?m)^queue_waiting\\b");
    private static final Pattern LOOPBACK = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    /**
     * A Showgate that already runs. Its configuration stays as it is.
     *
     * @throws UsageException if it is not on this machine, or is not a Showgate; no load is sent to it
     */
    static Showgate running(Options.Running running) {
        for (var address : List.of(running.url(), running.management())) {
            if (!LOOPBACK.matcher(address).matches()) {
                throw new UsageException(
                        "Load is sent to this machine only, as in http://localhost:8081, and not to " + address);
            }
        }
        require(running.url(), "/api/v1/concerts/query?page=1&size=1", CONCERTS);
        require(running.management(), "/actuator/prometheus", METRICS);
        return new Showgate(
                running.url(),
                running.management(),
                running.operator(),
                "running at " + running.url(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Refuses an address whose answer does not contain a text that only a Showgate sends. */
    private static void require(String address, String path, Pattern expected) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(TIMEOUT)
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !expected.matcher(answer.body()).find()) {
                throw new UsageException("The answer at %s%s, with status %d, is not from a Showgate with concerts"
                        .formatted(address, path, answer.statusCode()));
            }
        } catch (IOException unreachable) {
            throw new UsageException("No Showgate answers at " + address + "; is it running?");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * Starts a Showgate that admits everybody at once, so that the test measures its capacity and not its admission
     * rate.
     *
     * @param cores how many of the machine's cores it may use
     * @param megabytes its memory in MB
     * @param settings a file for {@code spring.config.import}
     */
    static Showgate started(int cores, int megabytes, Optional<Path> settings) {
        var redis = OwnRedis.start(RedisPersistence.NONE);
        var database = OwnDatabase.start();
        var environment = new HashMap<>(redis.environment());
        environment.putAll(database.environment());
        environment.putAll(Map.of(
                "SPRING_PROFILES_ACTIVE", "embedded",
                "SHOWGATE_OPERATOR_PASSWORD", "operator",
                "SHOWGATE_QUEUE_NAMED_MAIN_MAXACTIVE", "1000000"));
        settings.ifPresent(file -> environment.put("SPRING_CONFIG_IMPORT", "file:" + file.toAbsolutePath()));
        var instance = ShowgateProcess.start(program(cores, megabytes), environment);
        Machine.pin(instance.handle(), cores);
        awaitDemo(new Api(instance.port()));
        return new Showgate(
                "http://127.0.0.1:" + instance.port(),
                "http://127.0.0.1:" + instance.managementPort(),
                "operator:operator",
                "started with %d %s and %d MB of memory%s, on an embedded MariaDB and an embedded Redis"
                        .formatted(
                                cores,
                                cores == 1 ? "core" : "cores",
                                megabytes,
                                settings.map(file -> " and the settings of " + file.getFileName())
                                        .orElse("")),
                Optional.of(redis.handle()),
                Optional.of(database.handle()),
                List.of(instance, database, redis));
    }

    /** The end of Java's command line, with the garbage collector that Java would choose for these cores and memory. */
    private static List<String> program(int cores, int megabytes) {
        var program = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=4",
                "-Xmx" + (int) (HEAP_SHARE * megabytes) + "m",
                "-XX:ActiveProcessorCount=" + cores));
        if (cores >= 2 && megabytes >= G1_MEGABYTES) {
            program.addAll(List.of("-XX:-UseSerialGC", "-XX:+UseG1GC"));
        }
        program.add("io.showgate.ShowgateApplication");
        return program;
    }

    private static void awaitDemo(Api api) {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (api.get("/api/v1/concerts/query?page=" + DEMO_CONCERTS + "&size=1")
                        .body()
                        .length()
                < 3) {
            if (System.nanoTime() > limit) {
                throw new UsageException("The demo data did not become ready");
            }
        }
    }

    /** Sets how many people the queue admits in each interval. Does nothing for a Showgate that already ran. */
    void admit(int people, int seconds) {
        if (parts.isEmpty()) {
            return;
        }
        var settings =
                "{\"rateFloor\":%d,\"rateCeiling\":%d,\"interval\":\"PT%dS\"}".formatted(people / 2, people, seconds);
        var answer = new Api(URI.create(url).getPort()).operator("PATCH", "/api/v1/admin/queues/main", settings);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    @Override
    public void close() {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception notStopped) {
                System.err.println("capacity: " + notStopped.getMessage());
            }
        }
    }
}

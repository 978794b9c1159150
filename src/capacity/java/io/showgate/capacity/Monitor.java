package io.showgate.capacity;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Samples once a second what a load uses: Showgate's metrics, the processes, and the machine. */
final class Monitor {

    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Showgate showgate;
    private final ProcessHandle generator;

    Monitor(Showgate showgate, ProcessHandle generator) {
        this.showgate = showgate;
        this.generator = generator;
    }

    /**
     * Takes samples until the load is over; {@code isOver} waits about a second before it returns false. Each call of
     * {@code getCpuLoad} returns the load since the previous call, so the first call only begins the measurement.
     */
    Usage watch(BooleanSupplier isOver) {
        var samples = new ArrayList<Usage>();
        try (http) {
            var before = Reading.of(this);
            machine.getCpuLoad();
            while (!isOver.getAsBoolean()) {
                var now = Reading.of(this);
                now.since(before, machine.getCpuLoad()).ifPresent(samples::add);
                before = now;
            }
        }
        return Usage.of(samples);
    }

    private String metrics() {
        try {
            var request = HttpRequest.newBuilder(URI.create(showgate.management() + "/actuator/prometheus"))
                    .timeout(TIMEOUT)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException unreachable) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static double seconds(Optional<ProcessHandle> process) {
        return process.flatMap(handle -> handle.info().totalCpuDuration())
                .map(time -> time.toNanos() / NANOS)
                .orElse(0.0);
    }

    /** The share of the ports for outgoing connections that are in use or not yet free again. */
    static double ports() {
        try {
            var range = procFile("/proc/sys/net/ipv4/ip_local_port_range");
            var sockets = procFile("/proc/net/sockstat");
            double used = figure(sockets, "TCP: inuse (\\d+)") / 2 + figure(sockets, " tw (\\d+)");
            return used / (figure(range, "\\s(\\d+)") - figure(range, "^(\\d+)") + 1);
        } catch (IOException noLinux) {
            return 0;
        }
    }

    /**
     * Reads a file of the kernel in one read: these files report a size of 0 and return everything in the first read.
     */
    private static String procFile(String file) throws IOException {
        try (var in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(1 << 13), StandardCharsets.US_ASCII);
        }
    }

    private static double figure(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    /**
     * The state at one moment.
     *
     * @param nanos the time of the reading
     * @param metrics Showgate's metrics as text; empty if it did not answer
     */
    private record Reading(long nanos, String metrics, double generator, double redis, double database, double ports) {

        static Reading of(Monitor monitor) {
            return new Reading(
                    System.nanoTime(),
                    monitor.metrics(),
                    seconds(Optional.of(monitor.generator)),
                    seconds(monitor.showgate.redis()),
                    seconds(monitor.showgate.database()),
                    Monitor.ports());
        }

        Optional<Usage> since(Reading before, double machine) {
            if (metrics.isEmpty() || before.metrics.isEmpty() || metrics.equals(before.metrics)) {
                return Optional.empty();
            }
            double seconds = (nanos - before.nanos) / NANOS;
            double uptime = metric("process_uptime_seconds") - before.metric("process_uptime_seconds");
            return Optional.of(new Usage(
                    (metric("process_cpu_time_ns_total") - before.metric("process_cpu_time_ns_total")) / NANOS / uptime,
                    metric("system_cpu_count"),
                    (generator - before.generator) / seconds,
                    Math.max(0, machine),
                    Runtime.getRuntime().availableProcessors(),
                    (redis - before.redis) / seconds,
                    (database - before.database) / seconds,
                    ports,
                    (int) metric("hikaricp_connections_active"),
                    (int) metric("hikaricp_connections_max"),
                    (int) metric("hikaricp_connections_pending"),
                    (int) (metric("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE)));
        }

        private double metric(String name) {
            return metric(name, "");
        }

        /** The sum of all series of this name that have this label. */
        private double metric(String name, String label) {
            return Pattern.compile("(?m)^" + name + "(\\{.*})? (\\S+)$")
                    .matcher(metrics)
                    .results()
                    .filter(line -> label.isEmpty()
                            || (line.group(1) != null && line.group(1).contains(label)))
                    .mapToDouble(line -> Double.parseDouble(line.group(2)))
                    .sum();
        }
    }
}

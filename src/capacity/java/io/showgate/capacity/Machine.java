package io.showgate.capacity;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The machine on which the command runs. */
final class Machine {

    private static final double GIGABYTE = 1 << 30;

    private Machine() {}

    static String description() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB, %s %s",
                machine.getAvailableProcessors(),
                processor(),
                machine.getTotalMemorySize() / GIGABYTE,
                machine.getName(),
                machine.getVersion());
    }

    /** Restricts a process and its later child processes to the first cores of the machine. */
    static void pin(ProcessHandle process, int cores) {
        try {
            var pinned = new ProcessBuilder("taskset", "-acp", "0-" + (cores - 1), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!pinned.waitFor(10, TimeUnit.SECONDS) || pinned.exitValue() != 0) {
                throw new UsageException("taskset could not assign cores to the process");
            }
        } catch (IOException missing) {
            throw new UsageException("taskset is missing; it assigns cores to a process (package util-linux)");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .orElse("unknown");
        } catch (IOException noLinux) {
            return "unknown";
        }
    }
}

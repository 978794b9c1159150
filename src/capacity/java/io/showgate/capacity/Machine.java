package io.showgate.capacity;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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

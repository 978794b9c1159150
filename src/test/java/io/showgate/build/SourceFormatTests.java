package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The formatter's gate. It runs inside the tests because these always run on the toolchain's JDK, while Maven itself
 * may run on one that cannot parse our Java (docs/adr/0006). {@code mvn test -Dtest=SourceFormatTests -Dformat=apply}
 * rewrites what is not in Palantir's style.
 */
class SourceFormatTests {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void everySourceIsInPalantirStyle() {
        var different = sources().stream().filter(SourceFormatTests::differs).toList();

        if ("apply".equals(System.getProperty("format"))) {
            different.forEach(SourceFormatTests::rewrite);
        } else {
            assertThat(different)
                    .as("run mvn test -Dtest=SourceFormatTests -Dformat=apply")
                    .isEmpty();
        }
    }

    private static List<Path> sources() {
        try (var files = Files.walk(Path.of("src"))) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(10);
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean differs(Path file) {
        return !read(file).equals(formatted(file));
    }

    private static void rewrite(Path file) {
        try {
            Files.writeString(file, formatted(file));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String formatted(Path file) {
        try {
            var ordered =
                    ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(read(file)), Style.PALANTIR);
            return FORMATTER.formatSource(ordered);
        } catch (FormatterException unparsable) {
            throw new IllegalStateException(file.toString(), unparsable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

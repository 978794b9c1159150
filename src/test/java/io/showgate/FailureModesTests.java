package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise in docs/failure-modes.md names a test that exists, and every alert that it names exists. */
class FailureModesTests {

    private static final Path PAGE = Path.of("docs/failure-modes.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path RULES = Path.of("monitoring/prometheus/rules");
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");
    private static final Pattern ALERT = Pattern.compile("`(Showgate\\w+)`");
    private static final int COLUMNS = 6;

    @Test
    void everyRowIsCompleteAndNamesATest() throws IOException {
        var rows = rows();

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            assertThat(row).hasSize(COLUMNS).noneMatch(String::isBlank);
            assertThat(row.getLast()).containsPattern(TEST);
        });
    }

    @Test
    void everyNamedTestExists() throws IOException {
        var named = TEST.matcher(Files.readString(PAGE)).results().toList();

        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(test -> assertThat(sourceOf(test.group(1)))
                        .containsPattern("@(Test|ParameterizedTest)[^;}]*void " + test.group(2) + "\\("));
    }

    @Test
    void everyNamedAlertExists() throws IOException {
        var rules = new StringBuilder();
        for (var file : filesIn(RULES)) {
            rules.append(Files.readString(file));
        }

        assertThat(ALERT.matcher(Files.readString(PAGE)).results())
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(rules.toString()).containsPattern("alert: " + alert.group(1) + "\\R"));
    }

    /** The cells of all rows of all tables, without the heads. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fails |"))
                .map(line -> Stream.of(line.substring(1).split("\\|", COLUMNS))
                        .map(cell -> cell.replace("|", "").strip())
                        .toList())
                .toList();
    }

    private static String sourceOf(String test) throws IOException {
        for (var file : filesIn(TESTS)) {
            if (file.endsWith(test + ".java")) {
                return Files.readString(file);
            }
        }
        return "";
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

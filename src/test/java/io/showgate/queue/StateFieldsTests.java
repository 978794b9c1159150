package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/redis-keys.md describes exactly the fields of a queue's state that the settings and the scripts name. */
class StateFieldsTests {

    private static final Pattern TABLE = Pattern.compile("### Fields of `state`\n(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\|([^|]*`[^|]*)\\|");
    private static final Pattern IN_DOCUMENT = Pattern.compile("`(\\w+)`");

    /** The names in a call with the state, up to the first value that is computed. */
    private static final Pattern CALL =
            Pattern.compile("(?:'H[A-Z]+', state, |fields\\(state, \\{)((?:'\\w+'(?:,\\s+)?)+)");

    private static final Pattern IN_SCRIPT = Pattern.compile("'(\\w+)'");

    @Test
    void theDocumentDescribesEveryField() throws IOException {
        var expected = fieldsOfScripts();
        QueueSetting.ALL.forEach(setting -> expected.add(setting.name()));

        assertThat(fieldsOfDocument()).containsAll(expected);
    }

    @Test
    void theDocumentDescribesNoOtherField() throws IOException {
        var scripts = scripts();

        assertThat(fieldsOfDocument())
                .allSatisfy(
                        field -> assertThat(QueueSetting.named(field) != null || scripts.contains("'" + field + "'"))
                                .as(field)
                                .isTrue());
    }

    private static Set<String> fieldsOfDocument() throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("docs/redis-keys.md")));
        assertThat(table.find()).isTrue();
        return names(ROW, IN_DOCUMENT, table.group(1));
    }

    private static Set<String> fieldsOfScripts() throws IOException {
        return names(CALL, IN_SCRIPT, scripts());
    }

    private static Set<String> names(Pattern group, Pattern name, String text) {
        return group.matcher(text)
                .results()
                .flatMap(found -> name.matcher(found.group(1)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scripts() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/io/showgate/queue"))) {
            var text = new StringBuilder();
            for (var file : files.toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}

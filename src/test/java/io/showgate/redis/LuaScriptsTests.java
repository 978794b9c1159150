package io.showgate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.showgate.support.CompiledProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules for every Lua script. It begins with a description, is in the package of its caller, is called by the method of
 * its name, and has its own tests. It uses only its declared keys, and reads no whole collection except the small hash
 * {@code state}.
 */
@ParameterizedClass
@MethodSource("scripts")
class LuaScriptsTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    /** A call of Redis: the command and its arguments in the source, up to the first bracket among them. */
    private static final Pattern CALL = Pattern.compile("redis\\.p?call\\(\\s*([^()]*)");

    /** Some commands on streams have a subcommand or a group before the key. */
    private static final Pattern BEFORE_THE_KEY =
            Pattern.compile("(?<='(XGROUP|XINFO)', )'[A-Z]+', |(?<='XREADGROUP', )'GROUP', .*'STREAMS', ");

    /** A command with its key. Only TIME and INFO have no key. */
    private static final Pattern COMMAND = Pattern.compile(
            "'TIME'|'INFO', '(server|memory)'|'[A-Z]+', (?<key>KEYS\\[\\d+]|[a-z_]+)(,.*)?", Pattern.DOTALL);

    private static final Pattern COMMA = Pattern.compile(", ");
    private static final Pattern NAMED_KEYS = Pattern.compile("local ([a-z_, ]+) =\\s+KEYS\\[");
    private static final Pattern ONE_KEY_AFTER_ANOTHER =
            Pattern.compile("for _, (?<name>[a-z_]+) in ipairs\\(\\{(?<keys>[a-z_, ]+)}\\)");

    /** Reads of whole collections. Only the hash {@code state} may be read whole; ranges of streams need a limit. */
    private static final Pattern READS_OF_EVERYTHING =
            Pattern.compile("'(KEYS|[SHZ]?SCAN|SMEMBERS|HKEYS|HVALS|SORT|FLUSH\\w+|HGETALL', (?!state$)"
                    + "|X(REV)?RANGE', \\w+, '[-+]', '[-+]'$)");

    private static final Pattern WHOLE_RANGE =
            Pattern.compile("\\b0,\\s*-1\\b|'0',\\s*'-1'|'-inf',\\s*'\\+inf'\\s*\\)");

    private final Path folder;
    private final String name;
    private final String file;
    private final String source;

    /** One script, by its path among the resources. */
    LuaScriptsTests(Path script) throws IOException {
        folder = Objects.requireNonNull(script.getParent());
        name = script.getFileName().toString().replace(".lua", "");
        file = Files.readString(RESOURCES.resolve(script));
        source = LuaSource.withParts(file);
    }

    static List<Path> scripts() throws IOException {
        try (var files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".lua"))
                    .filter(file -> !file.toString().endsWith(".part.lua"))
                    .map(RESOURCES::relativize)
                    .toList();
        }
    }

    @Test
    void isInAModule() {
        assertThat(SOURCES.resolve(folder).resolve("package-info.java"))
                .content()
                .contains("@ApplicationModule");
    }

    @Test
    void beginsWithADescription() {
        var comment = file.lines().takeWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));

        assertThat(comment)
                .startsWith("-- ")
                .containsPattern("(?m)^-- (KEYS 1 \\w+|no keys)")
                .containsPattern("(?m)^-- (ARGV |no ARGV)")
                .containsPattern("(?m)^-- Returns ")
                .contains("O(");
    }

    @Test
    void isCalledByTheMethodOfItsName() {
        assertThat(CompiledProduct.CLASSES.stream().filter(this::mayCall).flatMap(type -> type.getMethods().stream()))
                .anyMatch(this::calls);
    }

    private boolean mayCall(JavaClass type) {
        boolean here = type.getPackageName().equals(folder.toString().replace('/', '.'));
        return here
                && (type.getSimpleName().endsWith("Scripts")
                        || type.getSimpleName().contains("Stream"));
    }

    private boolean calls(JavaMethod method) {
        boolean reads = method.getFieldAccesses().stream()
                .anyMatch(field -> field.getTarget().getName().equals(name)
                        && field.getTarget().getRawType().isEquivalentTo(LuaScript.class));
        boolean runs = method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(LuaScript.class)
                        && call.getName().equals("run"));
        return method.getName().equals(name) && reads && runs;
    }

    @Test
    void hasItsOwnTests() {
        var tests = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "ScriptTests.java";

        assertThat(TESTS.resolve(folder).resolve(tests)).exists();
    }

    @Test
    void usesConstantCommandsAndDeclaredKeysOnly() {
        var keys = namesOfKeys();

        assertThat(calls()).isNotEmpty().allSatisfy(call -> {
            var command = COMMAND.matcher(BEFORE_THE_KEY.matcher(call).replaceFirst(""));
            assertThat(command.matches()).as(call).isTrue();
            var key = command.group("key");
            assertThat(key == null || key.startsWith("KEYS[") || keys.contains(key))
                    .as("a key in %s", call)
                    .isTrue();
        });
    }

    private Set<String> namesOfKeys() {
        var names = NAMED_KEYS
                .matcher(source)
                .results()
                .flatMap(declared -> COMMA.splitAsStream(declared.group(1)))
                .collect(Collectors.toCollection(HashSet::new));
        ONE_KEY_AFTER_ANOTHER
                .matcher(source)
                .results()
                .filter(loop -> COMMA.splitAsStream(loop.group("keys")).allMatch(names::contains))
                .forEach(loop -> names.add(loop.group("name")));
        return names;
    }

    @Test
    void readsNoWholeCollection() {
        assertThat(calls()).noneMatch(call -> READS_OF_EVERYTHING.matcher(call).lookingAt());
        assertThat(source).doesNotContainPattern(WHOLE_RANGE);
    }

    private List<String> calls() {
        return CALL.matcher(source).results().map(call -> call.group(1)).toList();
    }

    @Test
    void takesTheTimeFromRedis() {
        assertThat(source).doesNotContain("os.time", "os.clock");
    }
}

package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.showgate.support.CompiledProduct;
import io.showgate.web.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The page docs/problems.md has one section for each kind of problem that a module declares, and no others. */
class ProblemsTests {

    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    @BeforeAll
    static void readSections() throws IOException {
        var page = Files.readString(Path.of("docs/problems.md"));
        for (var section : page.split("(?m)^## ", -1)) {
            var lines = section.split("\n", 2);
            assertThat(SECTIONS.put(lines[0], lines[1])).as(lines[0]).isNull();
        }
        SECTIONS.remove("# Problems");
    }

    @Test
    void everySectionIsAboutADeclaredProblem() {
        assertThat(SECTIONS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        declared().stream().map(ProblemType::slug).toList());
    }

    @ParameterizedTest
    @MethodSource("declared")
    void everyProblemSaysWhenItOccursAndNamesARemedy(ProblemType type) {
        assertThat(SECTIONS.get(type.slug()))
                .containsPattern("(?m)^\\*\\*Status:\\*\\* " + type.status().value() + "\\b")
                .contains("**When:** ", "**Remedy:** ");
    }

    @ParameterizedTest
    @MethodSource("declared")
    void everyExampleMatchesItsProblem(ProblemType type) {
        var example = EXAMPLE.matcher(SECTIONS.getOrDefault(type.slug(), ""));
        assertThat(example.find()).as("example").isTrue();

        var body = new JsonMapper().readTree(example.group(1));

        assertThat(body.path("type").asString()).isEqualTo(type.uri().toString());
        assertThat(body.path("title").asString()).isEqualTo(type.title());
        assertThat(body.path("status").asInt()).isEqualTo(type.status().value());
        assertThat(body.path("detail").asString()).isNotBlank();
        assertThat(body.path("traceId").asString()).matches("[0-9a-f]{32}");
    }

    static List<ProblemType> declared() {
        return CompiledProduct.CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(ProblemType.class))
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .map(ProblemsTests::value)
                .toList();
    }

    private static ProblemType value(JavaField constant) {
        try {
            var field = constant.reflect();
            field.setAccessible(true);
            return (ProblemType) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link in a document leads to a file that exists, and its anchor to a heading of that file. */
class MarkdownLinksTests {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");
    private static final List<String> PLACES = List.of("README.md", "docs", "infra", "monitoring", "k6-scripts");

    static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        for (var place : PLACES) {
            try (var files = Files.walk(Path.of(place))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        assertThat(dead(document)).isEmpty();
    }

    @Test
    void theDocumentsAreFound() throws IOException {
        assertThat(documents())
                .contains(
                        Path.of("README.md"),
                        Path.of("docs", "protection.md"),
                        Path.of("docs", "adr", "README.md"),
                        Path.of("infra", "nginx", "README.md"),
                        Path.of("monitoring", "runbook.md"),
                        Path.of("k6-scripts", "README.md"));
    }

    @Test
    void deadLinksAreFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Two words\n");
        var document = Files.writeString(folder.resolve("page.md"), """
                # A page
                [a](#a-page) [b](other.md#two-words) [c](https://shop.example/#none) [d](other.md)
                ```
                [e](#in-code)
                ```
                [f](#gone) [g](other.md#gone), [h](missing.md#a-page)
                """);

        assertThat(dead(document)).containsExactly("#gone", "other.md#gone", "missing.md#a-page");
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        assertThat(Headings.anchors("""
                # The operator's password
                ## 19:59
                ### `GET /a` and [a link](b.md), snake_case – twice
                ## Twice
                ```
                # a comment
                ```
                ## Twice
                ## 대기열 Ä
                """))
                .containsExactly(
                        "the-operators-password",
                        "1959",
                        "get-a-and-a-link-snake_case--twice",
                        "twice",
                        "twice-1",
                        "대기열-ä");
    }

    private static List<String> dead(Path document) throws IOException {
        var dead = new ArrayList<String>();
        for (var target : links(document)) {
            if (!leadsSomewhere(document, target)) {
                dead.add(target);
            }
        }
        return dead;
    }

    private static List<String> links(Path document) throws IOException {
        return MarkdownLines.outsideCode(Files.readString(document)).stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(target -> !ABSOLUTE.matcher(target).matches())
                .toList();
    }

    private static boolean leadsSomewhere(Path document, String target) throws IOException {
        int hash = target.indexOf('#');
        var file = hash == 0 ? document : document.resolveSibling(hash < 0 ? target : target.substring(0, hash));
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || Headings.anchors(Files.readString(file)).contains(target.substring(hash + 1));
    }
}

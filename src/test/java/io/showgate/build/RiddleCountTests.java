package io.showgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate of plain English fails when it must: it finds a riddle wherever one is planted. */
class RiddleCountTests {

    @TempDir
    Path folder;

    @Test
    void plantedRiddlesAreFoundInEveryKindOfFile() throws IOException {
        plant("A.java", "class A {}\n/** A queue of people. Who is named twice is nobody. */");
        plant("a.js", "const url = 'http://showgate' // Who is named twice is nobody.");
        plant("a.lua", "-- Who is named twice is nobody.");
        plant("a.sql", "select 1; -- Who is named twice is nobody.");
        plant("a.yml", "a: 1 # Who is named twice is nobody.");
        plant("a.conf", "# Who is named twice is nobody.");
        plant("run", "#!/bin/sh\n# Who is named twice is nobody.");
        plant("a.md", "# Queues\n\nA queue of people. Who is named twice is nobody.");

        assertThat(RiddleCount.in(List.of(folder)))
                .allSatisfy((_, count) -> assertThat(count.riddles())
                        .hasSize(1)
                        .first()
                        .asString()
                        .endsWith("START: Who is named twice is nobody."));
    }

    @Test
    void aCleanFileHasSentencesAndNoRiddle() throws IOException {
        plant("a.md", "A queue keeps the order of people. The gate admits them.");

        var count = RiddleCount.in(List.of(folder)).get(FileKind.MARKDOWN);

        assertThat(count.sentences()).isEqualTo(2);
        assertThat(count.riddles()).isEmpty();
        assertThat(count.percent()).isZero();
    }

    @Test
    void theShareIsOfAllSentences() throws IOException {
        plant("a.md", "A queue keeps the order. Who leaves comes back last.");

        assertThat(RiddleCount.in(List.of(folder)).get(FileKind.MARKDOWN).percent())
                .isEqualTo(50);
    }

    @Test
    void aFileThatIsNoScriptAndHasNoEndingIsNotRead() throws IOException {
        plant("LICENCE", "# Who is named twice is nobody.");

        assertThat(RiddleCount.in(List.of(folder)).values())
                .allSatisfy(count -> assertThat(count.sentences()).isZero());
    }

    private void plant(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}

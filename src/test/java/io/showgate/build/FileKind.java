package io.showgate.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The kinds of files with prose that people read: documents, and sources with comments. The sets of a kind never
 * change, and its functions have no state.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum FileKind {
    MARKDOWN(MarkdownProse::of, ".md"),
    JAVA(Comments.SLASHES::of, ".java"),
    JAVASCRIPT(Comments.SLASHES::of, ".js"),
    LUA(Comments.DASHES::of, ".lua"),
    SQL(Comments.DASHES::of, ".sql"),
    YAML(Comments.HASHES::of, ".yaml", ".yml"),
    CONFIGURATION(Comments.HASHES::of, ".conf"),
    SHELL(Comments.HASHES::of, ".sh");

    private static final byte[] SCRIPT = "#!".getBytes(StandardCharsets.US_ASCII);

    private final Function<String, List<Passage>> prose;
    private final Set<String> endings;

    FileKind(Function<String, List<Passage>> prose, String... endings) {
        this.prose = prose;
        this.endings = Set.of(endings);
    }

    /** The kind of a file by the ending of its name; a script needs none. */
    static Optional<FileKind> of(Path file) throws IOException {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return isScript(file) ? Optional.of(SHELL) : Optional.empty();
        }
        for (var kind : values()) {
            if (kind.endings.contains(name.substring(dot))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    List<Passage> prose(String text) {
        return prose.apply(text);
    }

    private static boolean isScript(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(SCRIPT.length), SCRIPT);
        }
    }
}

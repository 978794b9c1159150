package io.showgate.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many sentences the files of one kind have, and which of them are riddles. */
final class RiddleCount {

    private final List<String> riddles = new ArrayList<>();
    private int sentences;

    private RiddleCount() {}

    /** The counts of the files and of those in the folders; a kind without a file counts nothing. */
    static Map<FileKind, RiddleCount> in(Collection<Path> filesAndFolders) {
        var counts = new EnumMap<FileKind, RiddleCount>(FileKind.class);
        for (var kind : FileKind.values()) {
            counts.put(kind, new RiddleCount());
        }
        try {
            for (var root : filesAndFolders) {
                for (var file : files(root)) {
                    var kind = FileKind.of(file);
                    if (kind.isPresent()) {
                        counts.get(kind.get()).read(file, kind.get());
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return counts;
    }

    int sentences() {
        return sentences;
    }

    /** Each with its file, its line and the reason. */
    List<String> riddles() {
        return List.copyOf(riddles);
    }

    double percent() {
        return 100.0 * riddles.size() / Math.max(1, sentences);
    }

    private static List<Path> files(Path root) throws IOException {
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void read(Path file, FileKind kind) throws IOException {
        for (var passage : kind.prose(Files.readString(file))) {
            for (var sentence : Sentences.of(passage.text())) {
                sentences++;
                Riddle.in(sentence)
                        .map(reason -> "%s:%d: %s: %s".formatted(file, passage.line(), reason, sentence))
                        .ifPresent(riddles::add);
            }
        }
    }
}

package io.showgate.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has classes of tests that bound time take turns, and the processes of the others run at the lowest priority. */
final class SideBySideExtension implements BeforeAllCallback, AfterAllCallback {

    private static final Path TURN = Path.of("target", "side-by-side.lock");
    private static final List<String> AT_THE_LOWEST_PRIORITY = List.of("nice", "-n", "19");

    private static volatile boolean givesWay;

    private @Nullable FileChannel turn;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (boundsTime(context)) {
            turn = FileChannel.open(TURN, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            turn.lock();
        } else {
            givesWay = true;
        }
    }

    private static boolean boundsTime(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(SideBySide.class).boundsTime();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        givesWay = false;
        if (turn != null) {
            turn.close();
        }
    }

    /** What the command line of a process begins with that the tests of now start. */
    static List<String> prefix() {
        return givesWay ? AT_THE_LOWEST_PRIORITY : List.of();
    }
}

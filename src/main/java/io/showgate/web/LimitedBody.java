package io.showgate.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body that is read as a whole when a route asks for its first byte, up to the limit of all bodies. */
final class LimitedBody extends ServletInputStream {

    private final ServletInputStream source;
    private @Nullable ByteArrayInputStream whole;

    LimitedBody(ServletInputStream source) {
        this.source = source;
    }

    static Problem tooLarge() {
        return Problem.of(ProblemType.CONTENT_TOO_LARGE, "A body has at most " + BodyLimitFilter.LIMIT + " bytes.");
    }

    private ByteArrayInputStream whole() throws IOException {
        if (whole == null) {
            var bytes = source.readNBytes(BodyLimitFilter.LIMIT + 1);
            if (bytes.length > BodyLimitFilter.LIMIT) {
                throw new InvalidInputException(tooLarge());
            }
            whole = new ByteArrayInputStream(bytes);
        }
        return whole;
    }

    @Override
    public int read() throws IOException {
        return whole().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return whole().read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
        return whole != null && whole.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("No route reads without blocking");
    }
}

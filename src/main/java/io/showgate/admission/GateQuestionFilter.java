package io.showgate.admission;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Turns every question to the gate into a GET without a body. A proxy may ask with the visitor's own method and headers
 * (Envoy does). The answer depends on neither, and changes nothing, so rules about methods, bodies and other origins do
 * not apply. The body of a visitor is never read.
 */
final class GateQuestionFilter extends HttpFilter {

    static final String[] PATTERNS = {GateQuestion.PATH + "/*", GateQuestion.NAMED + "*"};

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isPlain = "GET".equals(request.getMethod())
                && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        chain.doFilter(isPlain ? (ServletRequest) request : new PlainQuestion(request), (ServletResponse) response);
    }

    private static final class PlainQuestion extends HttpServletRequestWrapper {

        PlainQuestion(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getHeader(String name) {
            return describesBody(name) ? null : super.getHeader(name);
        }

        private static boolean describesBody(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
                    || name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING)
                    || name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long getContentLengthLong() {
            return -1;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new NoBody();
        }
    }

    private static final class NoBody extends ServletInputStream {

        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A question to the gate has no body");
        }
    }
}

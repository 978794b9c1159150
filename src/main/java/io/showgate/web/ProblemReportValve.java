package io.showgate.web;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Sends a problem detail in place of Tomcat's HTML page for requests that Tomcat refuses before any filter: a malformed
 * request line, headers that are too large, an encoded slash. A request that comes while the instance ends gets a 503
 * with a time to come back.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable ignored) {
        int status = response.getStatus();
        boolean nothingToReport = status < 400 || response.getContentWritten() > 0 || !response.setErrorReported();
        if (nothingToReport || request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null) {
            return;
        }
        var problem = isEnding(request) ? Problem.tryAgainLater() : Problem.ofStatus(status);
        try {
            problem.writeHead(response);
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(problem.toJson(Problem.newTraceId()), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException clientIsGone) {
            getContainer().getLogger().debug("The client left before its error", clientIsGone);
        }
    }

    /**
     * True if Tomcat begins no more requests. If a request comes at that moment, Tomcat does not read its headers,
     * misses the {@code Host} and answers 400, although nothing is wrong with the request.
     */
    private static boolean isEnding(Request request) {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.isPaused();
    }
}

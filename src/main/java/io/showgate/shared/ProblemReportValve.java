package io.showgate.shared;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What Tomcat refuses by itself, before any filter (a malformed request line, headers that are too large, an encoded
 * slash), leaves as a problem detail too, in place of Tomcat's HTML page.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable ignored) {
        int status = response.getStatus();
        boolean nothingToReport = status < 400 || response.getContentWritten() > 0 || !response.setErrorReported();
        if (nothingToReport || request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null) {
            return;
        }
        var type = ProblemType.ofStatus(status);
        var body =
                new String(Problem.of(type, type.title() + ".").toJson(Problem.newTraceId()), StandardCharsets.UTF_8);
        try {
            response.setStatus(type.status().value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(body);
                response.finishResponse();
            }
        } catch (IOException clientIsGone) {
            getContainer().getLogger().debug("The client left before its error", clientIsGone);
        }
    }
}

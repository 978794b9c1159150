package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of Tomcat itself. */
class ProblemReportValveTests {

    private final Tomcat tomcat = new Tomcat();

    @TempDir
    Path folder;

    /** A connector that begins to stop after it has read the request line, before it reads the headers. */
    private static final class Ending extends Http11NioProtocol {

        private final AtomicBoolean paused = new AtomicBoolean();

        @Override
        public boolean isPaused() {
            return paused.getAndSet(true);
        }
    }

    /** Refuses every request with a bare 503. */
    private static final class Busy extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private Answer answerOf(ProtocolHandler protocol, String path) throws Exception {
        tomcat.setBaseDir(folder.toString());
        var connector = new Connector(protocol);
        connector.setPort(0);
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemReportValve.class.getName());
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "busy", new Busy());
        context.addServletMappingDecoded("/busy", "busy");
        tomcat.start();
        return Answer.to(tomcat.getConnector().getLocalPort(), "GET", path);
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aRequestToAnInstanceThatEndsIsToldToComeBack() throws Exception {
        assertComeBack(answerOf(new Ending(), "/api/v1/concerts/query"));
    }

    @Test
    void every503HasATimeToComeBack() throws Exception {
        assertComeBack(answerOf(new Http11NioProtocol(), "/busy"));
    }

    private static void assertComeBack(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("try-again-later");
        assertThat(answer.header("retry-after")).matches("[2-5]");
    }

    @Test
    void anotherStatusHasNone() throws Exception {
        var answer = answerOf(new Http11NioProtocol(), "/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
        assertThat(answer.header("retry-after")).isEmpty();
    }
}

package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tomcat answers by itself. */
class ProblemReportValveTests {

    private final Tomcat tomcat = new Tomcat();

    /** A connector that stops when the request line of a request was read, and not yet its headers. */
    private static final class Ending extends Http11NioProtocol {

        private final AtomicBoolean paused = new AtomicBoolean();

        @Override
        public boolean isPaused() {
            return paused.getAndSet(true);
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        var connector = new Connector(new Ending());
        connector.setPort(0);
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemReportValve.class.getName());
        tomcat.addContext("", folder.toString());
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void whoComesWhileAnInstanceEndsIsToldToComeBack() {
        var answer = Answer.to(tomcat.getConnector().getLocalPort(), "GET", "/api/v1/concerts/query");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("try-again-later");
        assertThat(answer.header("retry-after")).matches("[2-5]");
    }
}

package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.IntegrationTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The reference in every problem leads to the page that explains it, on the same server. */
@IntegrationTest
class ProblemsPageIntegrationTests {

    @LocalServerPort
    int port;

    @Test
    void theTypeOfAProblemLeadsToItsSection() throws IOException {
        var problem = Answer.to(port, "GET", "/nope").assertProblem(404, "not-found");
        var type = URI.create(problem.json().path("type").asString());

        var page = Answer.to(port, "GET", type.getPath());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(page.body())
                .isEqualTo(Files.readString(Path.of("docs/problems.md")))
                .contains("\n## " + type.getFragment() + "\n");
    }
}

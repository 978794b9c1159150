package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** How a problem is sent. */
class ProblemTests {

    private static final ProblemType BUSY = new ProblemType("busy", HttpStatus.SERVICE_UNAVAILABLE, "Busy");
    private static final ProblemType GONE = new ProblemType("gone", HttpStatus.GONE, "Gone");

    private static String retryAfter(Problem problem) {
        return String.valueOf(problem.toResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER));
    }

    @Test
    void membersHaveAFixedOrderAndPropertiesComeLast() {
        var problem = Problem.of(GONE, "It is \"gone\".")
                .with("since", 7L)
                .with("by", "you")
                .with("status", 200);

        assertThat(new String(problem.toJson("1f"), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"/docs/problems.md#gone\",\"title\":\"Gone\",\"status\":410,"
                        + "\"detail\":\"It is \\\"gone\\\".\",\"traceId\":\"1f\",\"since\":7,\"by\":\"you\"}");
    }

    @Test
    void a503WithoutATimeToComeBackGetsOneThatDiffers() {
        var waits = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            waits.add(retryAfter(Problem.of(BUSY, "Busy.")));
        }

        assertThat(waits).containsExactlyInAnyOrder("2", "3", "4", "5");
    }

    @Test
    void aGivenTimeIsRoundedUpToWholeSeconds() {
        assertThat(retryAfter(Problem.of(BUSY, "Busy.").retryAfter(Duration.ofMillis(6_001))))
                .isEqualTo("7");
        assertThat(retryAfter(Problem.of(BUSY, "Busy.").retryAfter(Duration.ZERO)))
                .isEqualTo("1");
    }

    @Test
    void anotherStatusHasNoTimeToComeBackUnlessGiven() {
        assertThat(retryAfter(Problem.of(GONE, "Gone."))).isEqualTo("null");
        assertThat(retryAfter(Problem.of(GONE, "Gone.").retryAfter(Duration.ofSeconds(9))))
                .isEqualTo("9");
    }

    @Test
    void theContentTypeIsThatOfProblems() {
        var type = Problem.of(GONE, "Gone.").toResponse().getHeaders().getContentType();

        assertThat(Objects.requireNonNull(type)).hasToString("application/problem+json");
    }
}

package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.web.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue that a proxy's question names in its query, and the addresses in the examples for proxies. */
class GateQuestionTests {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"queue=", "queue", "a=b", "queues=presale", "&&", "queue=main", "a=queue=presale"})
    void withoutAnotherNameTheQueueIsMain(String query) {
        assertThat(GateQuestion.ofQuery(query)).isEqualTo(new GateQuestion("main", false));
    }

    @ParameterizedTest
    @CsvSource({
        "queue=presale, presale",
        "a=b&queue=presale&c=d, presale",
        "queue=&queue=presale, presale",
        "queue=%70resale, presale",
        "queue=MAIN, MAIN"
    })
    void theQueryNamesAQueue(String query, String queue) {
        assertThat(GateQuestion.ofQuery(query)).isEqualTo(new GateQuestion(queue, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue=main&queue=presale", "queue=presale&queue=presale"})
    void twoNamesAreOneUnknownName(String query) {
        assertThat(GateQuestion.ofQuery(query).queue()).contains(",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue=%", "queue=a%zz", "queue=%ff%fe"})
    void aMalformedNameIsRefused(String query) {
        assertThatThrownBy(() -> GateQuestion.ofQuery(query)).isInstanceOf(InvalidInputException.class);
    }

    /** nginx names the queue in a query that it writes itself. The other proxies may send the visitor's. */
    @ParameterizedTest
    @ValueSource(strings = {"envoy/envoy.yaml", "haproxy/showgate.lua", "caddy/Caddyfile", "traefik/dynamic.yaml"})
    void theExamplesNameTheQueueInThePath(String example) throws IOException {
        var text = Files.readString(Path.of("infra", example));

        assertThat(text).contains(GateQuestion.NAMED + "main").doesNotContain(GateQuestion.PATH);
    }
}

package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.support.UserIds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An id has 1 to 128 characters and no control characters, and is compared exactly. */
class UserIdTests {

    static List<String> allowed() {
        return UserIds.all();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void acceptsAnyId(String id) {
        assertThat(new UserId(id).value()).isEqualTo(id);
        assertThat(new UserId(id)).hasToString(id);
        assertThat(allowed().stream().map(UserId::new).filter(new UserId(id)::equals))
                .hasSize(1);
    }

    static List<String> refused() {
        return List.of(
                "",
                "x".repeat(129),
                "x".repeat(257),
                "x".repeat(100_000),
                "\ud83d\ude00".repeat(129),
                "\u00e9".repeat(129),
                "\u0000",
                "a\nb",
                "a\rb",
                "a\tb",
                "\u001f",
                "\u007f",
                "a\u0080b",
                "a\u0085b",
                "\u009f",
                "\ud83d",
                "\ude00",
                "a\ud83d",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAllOtherText(String id) {
        assertThatThrownBy(() -> new UserId(id)).isInstanceOf(InvalidInputException.class);
    }
}

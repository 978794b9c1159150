package io.showgate.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** An included part replaces the line that names it. */
class LuaSourceTests {

    @Test
    void anIncludedPartReplacesItsLine() {
        var source = LuaSource.withParts("-- head\n-- include redis/run.part.lua\nreturn {run_id()}\n");

        assertThat(source)
                .startsWith("-- head\n")
                .contains("local function run_id()")
                .doesNotContain("-- include")
                .endsWith("\nreturn {run_id()}\n");
    }

    @Test
    void textThatOnlyMentionsAnIncludeStays() {
        var source = "local a = 1 -- include redis/run.part.lua\n";

        assertThat(LuaSource.withParts(source)).isEqualTo(source);
    }

    @Test
    void aMissingPartIsAnError() {
        assertThatThrownBy(() -> LuaSource.withParts("-- include redis/missing.part.lua"))
                .isInstanceOf(UncheckedIOException.class);
    }
}

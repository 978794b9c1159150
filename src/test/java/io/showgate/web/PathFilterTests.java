package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths with only one meaning pass. */
class PathFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/user/37/queue/token/issue",
                "/api/v1/user/a.b_c@d-e/queue/token/issue",
                "/api/v1/user/a%40b/x",
                "/api/v1/concerts/query/",
                "/docs/problems.md",
                "/a/...x",
                "/a/%F0%9F%98%80",
                "/a/%20b"
            })
    void acceptsPlainPaths(String path) {
        assertThat(PathFilter.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/a//b",
                "/a/.",
                "/a/..",
                "/a/../b",
                "/./a",
                "/a/%2e%2e/b",
                "/a/.%2E",
                "/a;x=y/b",
                "/a%3Bx",
                "/a\\b",
                "/a%5cb",
                "/a%2fb",
                "/a%00b",
                "/a%0d%0ab",
                "/a%7f",
                "/a%252e",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%-1"
            })
    void refusesPathsWithSeveralMeanings(String path) {
        assertThat(PathFilter.isPlain(path)).isFalse();
    }
}

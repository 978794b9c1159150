package io.showgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.UserIds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the segment with the user may have encoded separators. */
class UserPathPatternTests {

    private final UserPathPattern pattern = new UserPathPattern("/shop/{shop}/user/{userId}/join");

    static List<String> ids() {
        return UserIds.all();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void acceptsAnyUser(String id) {
        assertThat(pattern.matches("/shop/37/user/" + UserIds.encoded(id) + "/join"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/37/user/a%2Fb",
                "/shop/37/user/a%2Fb/join/",
                "/shop/37/user/a%2Fb/leave",
                "/shop/37/us%65r/a%2Fb/join",
                "/shop/3%2F7/user/a/join",
                "/shop/3;x/user/a/join",
                "/shop/../user/a%2Fb/join",
                "/shop//user/a%2Fb/join",
                "/shop/37/user//join",
                "/shop/37/user/a;b/join",
                "/shop/37/user/a%3Bb;c/join",
                "/shop/37/user/a\\b/join",
                "/shop/37/user/./join",
                "/shop/37/user/../join",
                "/shop/37/user/%2e/join",
                "/shop/37/user/%2e%2e/join",
                "/shop/37/user/a%2F..%2Fb/join",
                "/shop/37/user/%2e%2e%2fb/join",
                "/shop/37/user/a%5C..%5Cb/join",
                "/shop/37/user/a%2F./join",
                "/shop/37/user/a%00b/join",
                "/shop/37/user/a%2F%0a/join",
                "/shop/37/user/a%2F%7f/join",
                "/shop/37/user/%2F%/join",
                "/shop/37/user/%2F%ff/join"
            })
    void refusesAllOtherPaths(String path) {
        assertThat(pattern.matches(path)).isFalse();
    }
}

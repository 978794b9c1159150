package io.showgate.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads waiting tokens without their signature, for tests that get them over HTTP. */
final class TestTokens {

    private TestTokens() {}

    /** The number of the place. */
    static long number(String token) {
        var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return Long.parseLong(payload.split(":", -1)[2]);
    }
}

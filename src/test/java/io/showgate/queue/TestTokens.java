package io.showgate.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What waiting tokens say, for tests that were given them over HTTP and do not know who signed them. */
final class TestTokens {

    private TestTokens() {}

    /** The number of the place. */
    static long number(String token) {
        var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return Long.parseLong(payload.split(":", -1)[2]);
    }
}

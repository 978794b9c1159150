package io.showgate.queue;

import io.showgate.shared.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads waiting tokens: {@code v1.<payload>.<signature>}, where the payload is
 * {@code queue:epoch:number:user} in base64url. The same place always gives the same token. Reading needs no Redis, so
 * that a forged token costs next to nothing. Thread-safe.
 */
final class WaitingTokens {

    private static final String VERSION = "v1.";
    private static final int LONGEST = 256;

    private final Signer signer;

    WaitingTokens(Signer signer) {
        this.signer = signer;
    }

    String write(WaitingToken token) {
        var payload = token.queue() + ':' + token.epoch() + ':' + token.number() + ':' + token.user();
        var signed = VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.ISO_8859_1));
        return signed + '.' + signer.sign(signed);
    }

    /** What the token says, or null if it is not one that we wrote. */
    @Nullable
    WaitingToken read(String text) {
        int dot = text.length() - Signer.LENGTH - 1;
        boolean shaped = text.length() <= LONGEST && dot > VERSION.length() && text.charAt(dot) == '.';
        if (!shaped || !text.startsWith(VERSION)) {
            return null;
        }
        var signed = text.substring(0, dot);
        return signer.verifies(signed, text.substring(dot + 1)) ? parse(signed) : null;
    }

    private static WaitingToken parse(String signed) {
        var payload = new String(
                Base64.getUrlDecoder().decode(signed.substring(VERSION.length())), StandardCharsets.ISO_8859_1);
        int epoch = payload.indexOf(':') + 1;
        int number = payload.indexOf(':', epoch) + 1;
        int user = payload.indexOf(':', number) + 1;
        return new WaitingToken(
                payload.substring(0, epoch - 1),
                Long.parseLong(payload, epoch, number - 1, 10),
                Long.parseLong(payload, number, user - 1, 10),
                payload.substring(user));
    }
}

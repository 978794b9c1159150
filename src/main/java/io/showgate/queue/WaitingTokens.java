package io.showgate.queue;

import io.showgate.token.SignedText;
import io.showgate.token.Signer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads waiting tokens: a {@link SignedText} that says {@code queue:epoch:number:user}. The user comes last,
 * because an id may have colons. The same place always gives the same token. Thread-safe.
 */
final class WaitingTokens {

    private final SignedText text;

    WaitingTokens(Signer signer) {
        text = new SignedText(signer);
    }

    String write(WaitingToken token) {
        return text.write(token.queue() + ':' + token.epoch() + ':' + token.number() + ':' + token.user());
    }

    /** The content of the token, or null if this class did not write it. */
    @Nullable
    WaitingToken read(String token) {
        var payload = text.read(token);
        return payload == null ? null : parse(payload);
    }

    /** A token that {@link #read} has accepted, signed with the current secret. */
    String renewed(String token) {
        return text.renewed(token);
    }

    private static WaitingToken parse(String payload) {
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

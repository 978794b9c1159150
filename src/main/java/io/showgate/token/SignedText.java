package io.showgate.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A short text that only Showgate can have written: {@code v1.<payload>.<signature>}, the payload in base64url. The
 * same payload always gives the same text. Reading needs only memory, so that a forged text costs next to nothing.
 * Thread-safe.
 */
public final class SignedText {

    private static final String VERSION = "v1.";

    /** The base64url of 751 bytes. The longest user id has 512 bytes, and the rest of a payload less than 100. */
    private static final int LONGEST = 1_024;

    private final Signer signer;

    /** Writes and reads texts with this signer. */
    public SignedText(Signer signer) {
        this.signer = signer;
    }

    /** The signed text of a payload. */
    public String write(String payload) {
        var signed = VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return signed + '.' + signer.sign(signed);
    }

    /** The payload of a text, or null if this signer has not written it. */
    public @Nullable String read(String text) {
        int dot = text.length() - Signer.LENGTH - 1;
        boolean shaped = text.length() <= LONGEST && dot > VERSION.length() && text.charAt(dot) == '.';
        if (!shaped || !text.startsWith(VERSION)) {
            return null;
        }
        var signed = text.substring(0, dot);
        return signer.verifies(signed, text.substring(dot + 1)) ? payload(signed) : null;
    }

    /**
     * A text that {@link #read} has accepted, with the signature of the current secret. It is the same text unless the
     * previous secret has signed it.
     */
    public String renewed(String text) {
        if (!signer.acceptsPrevious()) {
            return text;
        }
        var signed = text.substring(0, text.length() - Signer.LENGTH - 1);
        var current = signed + '.' + signer.sign(signed);
        return current.equals(text) ? text : current;
    }

    private static String payload(String signed) {
        return new String(Base64.getUrlDecoder().decode(signed.substring(VERSION.length())), StandardCharsets.UTF_8);
    }
}

package io.showgate.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs short texts for one purpose with HMAC-SHA256 (RFC 2104), cut to 144 bits as RFC 2104 section 5 allows. So a
 * signature is 24 characters of base64url without spare bits, and every changed bit makes another signature. It may
 * accept the signatures of a previous secret too, which costs one more HMAC for a text that the current secret did not
 * sign. Thread-safe: each call clones an initialised {@link Mac}, which takes a tenth of the time of looking one up.
 */
public final class Signer {

    /** Characters of a signature. */
    public static final int LENGTH = 24;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 18;

    private final Mac keyed;
    private final @Nullable Signer previous;
    private final Runnable previousUsed;

    private Signer(Mac keyed, @Nullable Signer previous, Runnable previousUsed) {
        this.keyed = keyed;
        this.previous = previous;
        this.previousUsed = previousUsed;
    }

    /**
     * A signer for one purpose. A signer for another purpose does not accept its signatures.
     *
     * @param secret the secret that all instances share
     * @param purpose the kind of text that it signs, such as {@code waiting-token}
     */
    public static Signer forPurpose(String secret, String purpose) {
        var root = initialised(secret.getBytes(StandardCharsets.UTF_8));
        var key = root.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        return new Signer(initialised(key), null, () -> {});
    }

    /**
     * A signer with the same signatures that also accepts those of a previous secret.
     *
     * @param previousSigner signs for the same purpose with the previous secret
     * @param used runs each time a text has the previous secret's signature
     */
    public Signer accepting(Signer previousSigner, Runnable used) {
        return new Signer(keyed, previousSigner, used);
    }

    /** The signature of a text: {@value #LENGTH} characters that are safe in URLs and headers. */
    public String sign(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
    }

    /**
     * True if this is the text's signature. The comparison takes the same time at whichever character the two differ.
     */
    public boolean verifies(String text, String signature) {
        return matches(text, signature) || hasPrevious(text, signature);
    }

    private boolean matches(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.ISO_8859_1), signature.getBytes(StandardCharsets.UTF_8));
    }

    private boolean hasPrevious(String text, String signature) {
        boolean has = previous != null && previous.matches(text, signature);
        if (has) {
            previousUsed.run();
        }
        return has;
    }

    /** True if it also accepts the signatures of a previous secret. */
    boolean acceptsPrevious() {
        return previous != null;
    }

    private byte[] digest(String text) {
        try {
            var mac = (Mac) keyed.clone();
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), BYTES);
        } catch (CloneNotSupportedException everyProviderCan) {
            throw new IllegalStateException(everyProviderCan);
        }
    }

    private static Mac initialised(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

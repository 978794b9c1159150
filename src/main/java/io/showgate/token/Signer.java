package io.showgate.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs short texts for one purpose with HMAC-SHA256 (RFC 2104), cut to 144 bits as RFC 2104 section 5 allows. So a
 * signature is 24 characters of base64url without spare bits, and every changed bit makes another signature.
 * Thread-safe: each call clones an initialised {@link Mac}, which takes a tenth of the time of looking one up.
 */
public final class Signer {

    /** Characters of a signature. */
    public static final int LENGTH = 24;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 18;

    private final Mac keyed;

    private Signer(byte[] key) {
        keyed = initialised(key);
    }

    /**
     * A signer for one purpose. A signer for another purpose does not accept its signatures.
     *
     * @param secret the secret that all instances share
     * @param purpose the kind of text that it signs, such as {@code waiting-token}
     */
    public static Signer forPurpose(String secret, String purpose) {
        var root = initialised(secret.getBytes(StandardCharsets.UTF_8));
        return new Signer(root.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    /** The signature of a text: {@value #LENGTH} characters that are safe in URLs and headers. */
    public String sign(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
    }

    /**
     * True if this is the text's signature. The comparison takes the same time at whichever character the two differ.
     */
    public boolean verifies(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.ISO_8859_1), signature.getBytes(StandardCharsets.UTF_8));
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

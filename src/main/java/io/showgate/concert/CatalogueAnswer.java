package io.showgate.concert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes out. Its entity tag is strong and made of the body alone, so that it is the same on every
 * instance. It may be marked with its age if it is only the last one known. Immutable, as long as nobody writes into
 * the body.
 */
final class CatalogueAnswer {

    /** What an answer weighs beside its body, roughly, with its key and its place in a map. */
    private static final int OVERHEAD = 300;

    private static final int DIGEST_BYTES = 12;

    private final byte @Nullable [] body;
    private final String etag;
    private final @Nullable Duration age;

    /** The answer with this JSON, or with none if there is no such concert. */
    CatalogueAnswer(@Nullable String json) {
        body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        etag = body == null ? "" : '"' + HexFormat.of().formatHex(sha256(body), 0, DIGEST_BYTES) + '"';
        age = null;
    }

    private CatalogueAnswer(byte @Nullable [] body, String etag, Duration age) {
        this.body = body;
        this.etag = etag;
        this.age = age;
    }

    /** The same answer as one that is no longer vouched for. */
    CatalogueAnswer stale(Duration since) {
        return new CatalogueAnswer(body, etag, since);
    }

    /** JSON in UTF-8, or null if there is no such concert. */
    byte @Nullable [] body() {
        return body;
    }

    /** The entity tag, in quotes. */
    String etag() {
        return etag;
    }

    /** How long ago it was loaded if it may no longer be true, otherwise null. */
    @Nullable
    Duration age() {
        return age;
    }

    /** The bytes of memory it takes. */
    int weight() {
        return OVERHEAD + (body == null ? 0 : body.length);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

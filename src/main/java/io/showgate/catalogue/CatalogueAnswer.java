package io.showgate.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer, ready to be sent. Its entity tag is strong and derived from the body alone, so it is the same on
 * every instance. A stale answer carries its age. Immutable: callers must not write to the body.
 */
final class CatalogueAnswer {

    /** Approximate memory of an answer beside its body, including its key and its cache entry. In bytes. */
    private static final int OVERHEAD = 300;

    private static final int DIGEST_BYTES = 12;

    private final byte @Nullable [] body;
    private final String etag;
    private final @Nullable Duration age;

    /** An up-to-date answer with this JSON, or with null if there is no such concert. */
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

    /** The same answer, marked as stale. */
    CatalogueAnswer stale(Duration sinceLoaded) {
        return new CatalogueAnswer(body, etag, sinceLoaded);
    }

    /** JSON in UTF-8, or null if there is no such concert. */
    byte @Nullable [] body() {
        return body;
    }

    /** The entity tag, in quotes. */
    String etag() {
        return etag;
    }

    /** The time since a stale answer was loaded; null for an answer that is not stale. */
    @Nullable
    Duration age() {
        return age;
    }

    /** The memory that the answer takes, in bytes. */
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

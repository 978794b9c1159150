package io.showgate.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads percent-encoded UTF-8 (RFC 3986, section 2.1) strictly. An octet stands for itself or is written as a percent
 * sign and two hexadecimal digits, and all octets together must be UTF-8. A plus is a plus.
 */
final class PercentEncoding {

    private static final int OCTETS = 256;
    private static final int ASCII = 128;
    private static final int RADIX = 16;

    private PercentEncoding() {}

    /**
     * The text behind the encoding, or null if it is malformed. A text that needs no decoding is returned as it is.
     *
     * @param octets one character for each octet, as the servlet container passes headers and paths on
     */
    static @Nullable String decode(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c == '%' || c >= ASCII) {
                return decodeFrom(octets);
            }
        }
        return octets;
    }

    private static @Nullable String decodeFrom(String octets) {
        var bytes = ByteBuffer.allocate(octets.length());
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.charAt(i);
            if (octet == '%') {
                octet = encoded(octets, i);
                i += 2;
            }
            if (octet < 0 || octet >= OCTETS) {
                return null;
            }
            bytes.put((byte) octet);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    /** The octet that is encoded at this percent sign, or a negative number if the encoding is malformed. */
    static int encoded(String text, int at) {
        return at + 2 < text.length() ? RADIX * digit(text.charAt(at + 1)) + digit(text.charAt(at + 2)) : -1;
    }

    /** The value of a hexadecimal digit of ASCII, or a number that makes the octet negative. */
    private static int digit(char c) {
        return c < ASCII && Character.digit(c, RADIX) >= 0 ? Character.digit(c, RADIX) : -OCTETS;
    }
}

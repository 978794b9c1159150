package io.showgate.admission;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text as a value of a header or of a parameter: letters, digits and {@code - . _ ~ @} stay, and every other byte
 * becomes {@code %} and two hexadecimal digits. So the result cannot end a header, a parameter or an address.
 */
final class PercentEncoding {

    private static final int LONGEST_TARGET = 2_048;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** Encodes the UTF-8 of a text. A text that needs no encoding is returned as it is. */
    static String ofText(String text) {
        return encoded(text, StandardCharsets.UTF_8);
    }

    /**
     * Encodes the path and query that a visitor asked the site for. Returns null if they are missing, could lead to
     * another site ({@code //evil}, {@code /\evil}, {@code https://evil}), or are too long once they are encoded. Then
     * the header would not fit into the answer, and proxies have a limit too (nginx 4 kB).
     *
     * @param target as a header has it: one character for each byte
     */
    static @Nullable String ofTarget(@Nullable String target) {
        if (target == null || !isLocal(target)) {
            return null;
        }
        var encoded = encoded(target, StandardCharsets.ISO_8859_1);
        return encoded.length() <= LONGEST_TARGET ? encoded : null;
    }

    private static boolean isLocal(String target) {
        return target.length() <= LONGEST_TARGET
                && target.startsWith("/")
                && !target.startsWith("//")
                && target.chars().noneMatch(c -> c <= ' ' || c == '\\' || c == 0x7f);
    }

    private static String encoded(String text, Charset charset) {
        if (isPlain(text)) {
            return text;
        }
        var encoded = new StringBuilder(text.length() * 2);
        for (var b : text.getBytes(charset)) {
            if (stays(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!stays(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean stays(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' || c == '@';
    }
}

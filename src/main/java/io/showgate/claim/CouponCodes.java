package io.showgate.claim;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the codes of coupons: 80 random bits as four groups of four characters, without letters that look like others
 * (Crockford base 32). A code cannot be guessed: with ten million issued, one in 10^17 tries would hit. Thread-safe.
 */
final class CouponCodes {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;

    private final SecureRandom random = new SecureRandom();

    /** Makes this many codes; one call for many codes costs a fraction of many calls. */
    List<String> next(int count) {
        var bytes = new byte[count * CHARACTERS];
        random.nextBytes(bytes);
        var codes = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            codes.add(code(bytes, i * CHARACTERS));
        }
        return codes;
    }

    private static String code(byte[] random, int from) {
        var code = new StringBuilder(CHARACTERS + CHARACTERS / GROUP - 1);
        for (int i = 0; i < CHARACTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET[random[from + i] & 31]);
        }
        return code.toString();
    }
}

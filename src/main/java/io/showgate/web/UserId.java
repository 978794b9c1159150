package io.showgate.web;

/**
 * The id by which the shop knows a person: 1 to {@value #LONGEST} characters of Unicode (code points) without control
 * characters. Two ids are the same only if all their characters are the same: case, spaces at the ends and forms of
 * Unicode count (docs/adr/0026). Half of a surrogate pair is no character.
 *
 * @param value the id itself, as it was sent, after its percent-encoding was decoded
 */
public record UserId(String value) {

    private static final int LONGEST = 128;

    public UserId {
        if (!isValid(value)) {
            throw InvalidInputException.parameter(
                    "userId",
                    "A user id has 1 to " + LONGEST + " characters, and none of them is a control character.");
        }
    }

    /** Most ids are printable ASCII, which takes one pass without a call. */
    private static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > 2 * LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                return isValidUnicode(value);
            }
        }
        return length <= LONGEST;
    }

    private static boolean isValidUnicode(String value) {
        int characters = 0;
        int i = 0;
        while (i < value.length()) {
            int c = value.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return false;
            }
            i += Character.charCount(c);
            characters++;
        }
        return characters <= LONGEST;
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.showgate.web;

/**
 * The id by which the shop knows a person: 1 to 64 letters, digits and {@code . _ @ -}, not starting with a dot. The
 * rule is narrow on purpose: an id is part of paths, headers, tokens, log entries and Redis members, and must mean the
 * same in all of them.
 *
 * @param value the id itself
 */
public record UserId(String value) {

    private static final int LONGEST = 64;

    public UserId {
        if (!isValid(value)) {
            throw InvalidInputException.parameter(
                    "userId",
                    "A user id has 1 to 64 letters, digits, '.', '_', '@' or '-', and does not start with a dot.");
        }
    }

    private static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.charAt(0) == '.') {
            return false;
        }
        return value.chars().allMatch(UserId::isAllowed);
    }

    private static boolean isAllowed(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '@' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}

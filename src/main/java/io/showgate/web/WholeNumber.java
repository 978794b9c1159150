package io.showgate.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Reads whole numbers that a client sent. It refuses any other text, and says which number is expected. */
public final class WholeNumber {

    private static final int LONGEST = 18;

    private WholeNumber() {}

    /**
     * A parameter of the request, or {@code absent} if the request has none.
     *
     * @throws InvalidInputException if the parameter is no whole number from {@code least} to {@code most}
     */
    public static int parameter(HttpServletRequest request, String name, int absent, int least, int most) {
        var text = request.getParameter(name);
        if (text == null) {
            return absent;
        }
        long value = isNumber(text) ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw InvalidInputException.parameter(
                    name,
                    String.format(
                            Locale.ROOT, "The parameter '%s' is a whole number from %d to %d.", name, least, most));
        }
        return (int) value;
    }

    /**
     * An id in a path: a whole number of at least 0.
     *
     * @throws InvalidInputException if the text is no such number
     */
    public static long id(String name, String text) {
        if (!isNumber(text)) {
            throw InvalidInputException.parameter(
                    name,
                    String.format(
                            Locale.ROOT, "The '%s' in the path is a number of at most %d digits.", name, LONGEST));
        }
        return Long.parseLong(text);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

package io.showgate.console;

import java.beans.PropertyEditorSupport;

/**
 * Binds whole numbers in paths and parameters: 1 to 18 digits and nothing else. Spring's own conversion also takes
 * signs, spaces, hexadecimal numbers and digits of other scripts.
 */
final class WholeNumberEditor extends PropertyEditorSupport {

    private static final int MOST_DIGITS = 18;

    private final Class<? extends Number> type;

    /** An editor for {@code Long} or {@code Integer}. */
    WholeNumberEditor(Class<? extends Number> type) {
        this.type = type;
    }

    @Override
    public void setAsText(String text) {
        if (text.length() > MOST_DIGITS || !text.matches("[0-9]+")) {
            throw new IllegalArgumentException("no whole number");
        }
        setValue(type == Integer.class ? (Object) Integer.valueOf(text) : Long.valueOf(text));
    }
}

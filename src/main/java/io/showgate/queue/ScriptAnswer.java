package io.showgate.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the array that a script returns, one element after the other, in the order that the header of the script lists.
 * Confined to one thread.
 */
final class ScriptAnswer {

    private final Iterator<?> elements;

    ScriptAnswer(List<?> answer) {
        elements = answer.iterator();
    }

    boolean hasNext() {
        return elements.hasNext();
    }

    String text() {
        return elements.next().toString();
    }

    long number() {
        return Long.parseLong(text());
    }

    int count() {
        return Integer.parseInt(text());
    }

    boolean flag() {
        return count() == 1;
    }

    /** Numbers in one text, with a space between. */
    long[] numbers() {
        var text = text();
        return text.isEmpty()
                ? new long[0]
                : Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    /** A nested array of texts. */
    List<String> texts() {
        return ((List<?>) elements.next()).stream().map(Object::toString).toList();
    }

    /** All further elements as a set. */
    Set<String> allTexts() {
        var texts = new HashSet<String>();
        elements.forEachRemaining(element -> texts.add(element.toString()));
        return texts;
    }

    /** A nested array of names and values in turn. */
    Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        for (var pairs = texts().iterator(); pairs.hasNext(); ) {
            fields.put(pairs.next(), pairs.next());
        }
        return Map.copyOf(fields);
    }

    /** A return code that the script's header does not list: a bug. */
    static IllegalStateException unknownCode(String script, int code) {
        return new IllegalStateException(script + ".lua returned the unknown code " + code);
    }
}

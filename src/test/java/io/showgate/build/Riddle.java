package io.showgate.build;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Why a reader may have to read a sentence twice. The tests have no state. */
@SuppressWarnings("ImmutableEnumChecker")
enum Riddle {
    /** It begins with a relative clause, or with a word such as nobody or none. */
    START(matching(
            "^(Who|Whoever|Whom|Whose|What|Whatever|Nobody|None|Those (who|that|which)|Whether|Nor|Neither)\\b")),

    /** It has a relative clause as a subject or an object. */
    INNER(matching("[,;:] (who|whoever|whom|what|whatever|nobody|of whom|of which|and what|and who)\\b")),

    /** It has more words than a reader can remember. */
    LONG(sentence -> Sentences.words(sentence) > Riddle.MOST_WORDS);

    private static final int MOST_WORDS = 40;

    private final Predicate<String> test;

    Riddle(Predicate<String> test) {
        this.test = test;
    }

    /** The first reason that applies to the sentence. */
    static Optional<Riddle> in(String sentence) {
        for (var riddle : values()) {
            if (riddle.test.test(sentence)) {
                return Optional.of(riddle);
            }
        }
        return Optional.empty();
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asPredicate();
    }
}

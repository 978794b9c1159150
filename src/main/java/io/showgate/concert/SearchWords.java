package io.showgate.concert;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns text into words, in the same way for stored texts and for keywords: letters and digits in lower case, without
 * accents, compatibility forms resolved. A search finds a concert if each word of the keyword is the beginning of one
 * of the concert's stored words. Korean, Chinese and Japanese join words without spaces. For these, every ending of a
 * word with at least two characters is stored too, so that a search also finds a word inside another one.
 */
final class SearchWords {

    /** The characters of a word that are kept, as many as the column is wide. */
    private static final int LONGEST = 32;

    /** The words of a keyword that are used. Each costs one index lookup per candidate. */
    private static final int MOST = 5;

    private static final int SHORTEST_ENDING = 2;
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<UnicodeScript> WITHOUT_SPACES =
            EnumSet.of(UnicodeScript.HANGUL, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private SearchWords() {}

    /** The words to store for a concert with these texts. */
    static Set<String> toStore(String... texts) {
        var words = new TreeSet<String>();
        for (var text : texts) {
            words(text)
                    .flatMap(SearchWords::withEndings)
                    .map(SearchWords::shortened)
                    .forEach(words::add);
        }
        return words;
    }

    /**
     * The words to search for: sorted, each word once, without words that are the beginning of another one. Of more
     * than {@value #MOST} words the longest are used; long words are the rarest.
     */
    static List<String> toSearch(String keyword) {
        var distinct = words(keyword).map(SearchWords::shortened).distinct().toList();
        return distinct.stream()
                .filter(word -> distinct.stream().noneMatch(other -> other.startsWith(word) && !other.equals(word)))
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .sorted()
                .toList();
    }

    private static Stream<String> words(String text) {
        var bare = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
        var plain = Normalizer.normalize(bare, Form.NFC).toLowerCase(Locale.ROOT);
        return SEPARATORS.splitAsStream(plain).filter(word -> !word.isEmpty());
    }

    private static Stream<String> withEndings(String word) {
        if (word.codePoints().noneMatch(c -> WITHOUT_SPACES.contains(UnicodeScript.of(c)))) {
            return Stream.of(word);
        }
        int length = word.codePointCount(0, word.length());
        var endings = IntStream.rangeClosed(1, length - SHORTEST_ENDING)
                .mapToObj(start -> word.substring(word.offsetByCodePoints(0, start)));
        return Stream.concat(Stream.of(word), endings);
    }

    private static String shortened(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}

package io.showgate.concert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How titles, artists and keywords become words. */
class SearchWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IU              | iu",
                "  The  Golden  | golden the",
                "AC/DC           | ac dc",
                "Beyoncé         | beyonce",
                "ＢＴＳ             | bts",
                "아이유 콘서트         | 아이유 콘서트",
                "iu 💜           | iu",
                "i iu            | iu",
                "iu iu           | iu",
                "2027년           | 2027년"
            })
    void keywordsBecomePlainWords(String keyword, String words) {
        assertThat(String.join(" ", SearchWords.toSearch(keyword))).isEqualTo(words);
    }

    @Test
    void textWithoutLettersAndDigitsHasNoWords() {
        assertThat(SearchWords.toSearch("💜 -_%\\' ")).isEmpty();
    }

    /** Words are used in a LIKE, so they must not contain its wildcards. */
    @Test
    void wordsContainNoWildcards() {
        assertThat(SearchWords.toSearch("100%_sure\\")).containsExactly("100", "sure");
    }

    @Test
    void theFiveLongestOfManyWordsAreUsed() {
        assertThat(SearchWords.toSearch("a bb ccc dddd eeeee ffffff ggggggg"))
                .containsExactly("ccc", "dddd", "eeeee", "ffffff", "ggggggg");
    }

    @Test
    void englishIsStoredByWord() {
        assertThat(SearchWords.toStore("The Golden Hour", "IU")).containsExactly("golden", "hour", "iu", "the");
    }

    @Test
    void koreanIsStoredWithEveryEnding() {
        assertThat(SearchWords.toStore("펜타포트락")).containsExactlyInAnyOrder("펜타포트락", "타포트락", "포트락", "트락");
    }

    @Test
    void aLongWordIsCutInTheSameWayForStoringAndSearching() {
        var word = "a".repeat(50);

        assertThat(List.copyOf(SearchWords.toStore(word)))
                .isEqualTo(SearchWords.toSearch(word))
                .containsExactly("a".repeat(32));
    }

    @Test
    void cuttingNeverSplitsACharacter() {
        var word = "𠮷".repeat(40);

        assertThat(SearchWords.toSearch(word)).containsExactly("𠮷".repeat(32));
    }
}

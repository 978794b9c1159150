package io.showgate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.web.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters that make a query, and the parameters that are refused. */
class CatalogueQueryTests {

    @Test
    void noParametersMeanTheFirstPageOfTen() {
        assertThat(CatalogueQuery.Page.of(null, null, null)).hasToString("page:1:10:");
    }

    @Test
    void spellingsOfOneKeywordAreOneQuery() {
        var asked = CatalogueQuery.Page.of("2", "100", "Golden  IU");

        assertThat(asked)
                .isEqualTo(CatalogueQuery.Page.of("2", "100", "iu golden!"))
                .hasToString("page:2:100:golden+iu");
    }

    @Test
    void aBlankKeywordCountsAsNone() {
        assertThat(CatalogueQuery.Page.of("1", "10", "  ")).isEqualTo(CatalogueQuery.Page.of(null, null, null));
    }

    @Test
    void theLargestPageIsTheLargestInt() {
        assertThat(CatalogueQuery.Page.of("2147483647", "100", null).page()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "2147483648", "99999999999999999999", "abc", "1.0", " 1", "１", "٣"})
    void otherPagesAreRefused(String page) {
        assertThatThrownBy(() -> CatalogueQuery.Page.of(page, null, null)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-10", "ten"})
    void otherSizesAreRefused(String size) {
        assertThatThrownBy(() -> CatalogueQuery.Page.of(null, size, null)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\r\nb",
                "💜",
                "%",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void otherKeywordsAreRefused(String keyword) {
        assertThatThrownBy(() -> CatalogueQuery.Page.of(null, null, keyword)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theLargestConcertIdIsTheLargestLong() {
        assertThat(CatalogueQuery.Dates.of("9223372036854775807")).hasToString("dates:9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "9223372036854775808", "451a", "0x1"})
    void otherConcertIdsAreRefused(String concertId) {
        assertThatThrownBy(() -> CatalogueQuery.Dates.of(concertId)).isInstanceOf(InvalidInputException.class);
    }
}

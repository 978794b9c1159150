package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter in a query, in every spelling that the servlet container reads as its name. */
class QueryParameterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyword=kites",
                "page=1&keyword=kites",
                "keyword=kites&page=1",
                "%6beyword=kites",
                "%6Bey%77or%64=kites",
                "%6b%65%79%77%6f%72%64=kites",
                "keyword=&keyword=kites",
                "keyword=kites&keyword=",
                "keyword=+kites",
                "keyword=%6b",
                "keyword==",
                "keyword=%",
                "keyword=%E3%80%80",
                "&&keyword=a"
            })
    void everySpellingOfTheNameCounts(String query) {
        assertThat(QueryParameter.isGiven(query, "keyword")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "&",
                "=",
                "keyword",
                "keyword=",
                "keyword=&page=1",
                "keyword=+%20 ",
                "keywor=kites",
                "keywords=kites",
                "Keyword=kites",
                "keyword%3Dkites",
                "xkeyword=kites",
                "page=keyword=kites",
                "%6",
                "%",
                "%zzeyword=kites"
            })
    void anyOtherQueryHasNoSuchParameter(String query) {
        assertThat(QueryParameter.isGiven(query, "keyword")).isFalse();
    }
}

package io.showgate.catalogue;

import io.showgate.concert.ConcertListing;
import io.showgate.web.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's query of the catalogue, validated and in canonical form: queries that must get the same answer are equal.
 * {@code toString} gives the query's part of its Redis key.
 */
sealed interface CatalogueQuery {

    /** The parameter that turns the list into a search. */
    String KEYWORD = "keyword";

    /** The kind of work that this query causes. */
    CatalogueWork work();

    /**
     * A page of the list, or of the concerts that a keyword finds.
     *
     * @param page its number, from 1
     * @param size concerts on a page, 1 to 100
     * @param words the words that a concert must match ({@link ConcertListing#searchWords}); empty for all concerts
     */
    record Page(int page, int size, List<String> words) implements CatalogueQuery {

        private static final int DEFAULT_SIZE = 10;
        private static final int LARGEST_SIZE = 100;
        private static final int LONGEST_KEYWORD = 64;

        /**
         * Reads the parameters of the list's route. Null stands for the default.
         *
         * @throws InvalidInputException if a parameter is not allowed
         */
        static Page of(@Nullable String page, @Nullable String size, @Nullable String keyword) {
            return new Page(
                    page == null ? 1 : (int) number("page", page, Integer.MAX_VALUE),
                    size == null ? DEFAULT_SIZE : (int) number("size", size, LARGEST_SIZE),
                    keyword == null ? List.of() : words(keyword));
        }

        private static List<String> words(String keyword) {
            if (keyword.length() > LONGEST_KEYWORD) {
                throw refused(KEYWORD, "A keyword has at most " + LONGEST_KEYWORD + " characters.");
            }
            if (keyword.chars().anyMatch(Character::isISOControl)) {
                throw refused(KEYWORD, "A keyword has no control characters.");
            }
            var words = ConcertListing.searchWords(keyword);
            if (words.isEmpty() && !keyword.isBlank()) {
                throw refused(KEYWORD, "A keyword has at least one letter or digit.");
            }
            return words;
        }

        @Override
        public CatalogueWork work() {
            return words.isEmpty() ? CatalogueWork.LIST : CatalogueWork.SEARCH;
        }

        @Override
        public String toString() {
            return "page:" + page + ':' + size + ':' + String.join("+", words);
        }
    }

    /**
     * The dates of one concert.
     *
     * @param concertId a positive number; such a concert may not exist
     */
    record Dates(long concertId) implements CatalogueQuery {

        /**
         * Reads the id from a path.
         *
         * @throws InvalidInputException if it is not a valid id
         */
        static Dates of(String concertId) {
            return new Dates(number("concertId", concertId, Long.MAX_VALUE));
        }

        @Override
        public CatalogueWork work() {
            return CatalogueWork.DATES;
        }

        @Override
        public String toString() {
            return "dates:" + concertId;
        }
    }

    /** Reads a whole number from 1 to the limit, in ASCII digits. Refuses all other forms that Java would parse. */
    private static long number(String parameter, String text, long limit) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (limit - digit) / 10) {
                throw refused(parameter, "This is a whole number from 1 to " + limit + '.');
            }
            value = value * 10 + digit;
        }
        if (value == 0) {
            throw refused(parameter, "This is a whole number from 1 to " + limit + '.');
        }
        return value;
    }

    private static InvalidInputException refused(String parameter, String expectation) {
        return InvalidInputException.parameter(parameter, expectation);
    }
}

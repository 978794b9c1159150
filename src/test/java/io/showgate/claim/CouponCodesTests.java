package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A coupon's code can be read out on the telephone and cannot be guessed. */
class CouponCodesTests {

    private static final int MANY = 10_000;
    private static final int CHARACTERS = 32;
    private static final List<Integer> HYPHENS = List.of(4, 9, 14);

    private final List<String> codes = new CouponCodes().next(MANY);

    @Test
    void aCodeIsFourGroupsOfFourWithoutLettersThatLookAlike() {
        assertThat(codes)
                .hasSize(MANY)
                .allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
    }

    @Test
    void noCodeComesTwice() {
        var all = new HashSet<>(codes);
        all.addAll(new CouponCodes().next(MANY));

        assertThat(all).hasSize(2 * MANY);
    }

    @Test
    void everyCharacterComesAtEveryPlace() {
        for (int place = 0; place < codes.getFirst().length(); place++) {
            int here = place;
            assertThat(codes.stream().map(code -> code.charAt(here)).collect(Collectors.toSet()))
                    .as("place %d", place)
                    .hasSize(HYPHENS.contains(place) ? 1 : CHARACTERS);
        }
    }

    @Test
    void zeroCodesAreAnEmptyList() {
        assertThat(new CouponCodes().next(0)).isEmpty();
    }
}

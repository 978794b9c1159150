package io.showgate.concert;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.concert.DemoConcerts.DemoConcert;
import io.showgate.concert.DemoConcerts.DemoDate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo data is the same every time, and contains the concert that examples use. */
class DemoConcertsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final List<DemoConcert> concerts =
            DemoConcerts.generate(10_000, TODAY).toList();

    @Test
    void generatesTheSameDataEachTime() {
        assertThat(DemoConcerts.generate(10_000, TODAY)).isEqualTo(concerts);
    }

    @Test
    void aConcertDoesNotDependOnTheNumberOfConcerts() {
        assertThat(DemoConcerts.generate(500, TODAY)).isEqualTo(concerts.subList(0, 500));
    }

    @Test
    void idsHaveNoGaps() {
        assertThat(concerts).extracting(DemoConcert::id).first().isEqualTo(1L);
        assertThat(concerts).extracting(DemoConcert::id).last().isEqualTo(10_000L);
    }

    @Test
    void concert451HasSeveralOpenDatesWithSeatsLeft() {
        var featured = concerts.get(450);

        assertThat(featured.id()).isEqualTo(451);
        assertThat(featured.dates())
                .filteredOn(DemoDate::open)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(date -> assertThat(date.taken().cardinality()).isLessThan(date.seats()));
    }

    @Test
    void everyConcertIsInTheFutureAndHasDatesWithSeats() {
        assertThat(concerts).allSatisfy(concert -> {
            assertThat(concert.dates()).isNotEmpty();
            assertThat(concert.dates()).allSatisfy(date -> {
                assertThat(date.startsAt())
                        .isAfter(TODAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
                assertThat(date.seats()).isPositive();
                assertThat(date.taken().length()).isLessThanOrEqualTo(date.seats());
            });
        });
    }

    @Test
    void titlesAreKoreanAndEnglishAndVaried() {
        var titles = new HashSet<String>();
        concerts.forEach(concert -> titles.add(concert.description().title()));

        assertThat(titles).hasSizeGreaterThan(4_000);
        assertThat(concerts.stream()
                        .filter(concert -> concert.description().artist().matches("[\\x20-\\x7e]+"))
                        .count())
                .isBetween(3_000L, 7_000L);
    }
}

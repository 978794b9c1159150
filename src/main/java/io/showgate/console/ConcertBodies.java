package io.showgate.console;

import io.showgate.concert.Concerts.Description;
import io.showgate.concert.Concerts.NewConcert;
import io.showgate.concert.Concerts.NewDate;
import io.showgate.concert.Concerts.StoredConcert;
import io.showgate.concert.Concerts.StoredDate;
import io.showgate.web.InvalidInputException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON bodies of the operator's concert routes. Requests are validated before anything uses them. */
final class ConcertBodies {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DATES = 50;
    private static final int MOST_SEATS = 100_000;
    private static final OffsetDateTime EARLIEST = OffsetDateTime.parse("2000-01-01T00:00:00Z");
    private static final OffsetDateTime LATEST = OffsetDateTime.parse("3000-01-01T00:00:00Z");

    private ConcertBodies() {}

    /**
     * A concert to be added.
     *
     * @param schedules its dates; may be empty
     */
    record Addition(
            @PrintableText(max = LONGEST_TITLE) String title,
            @PrintableText(max = LONGEST_NAME) String artist,
            @PrintableText(max = LONGEST_NAME) String venue,

            @NotNull(message = "is a list of dates") @Size(max = MOST_DATES, message = "has at most 50 dates")
            List<@NotNull(message = "is a date") @Valid NewSchedule> schedules) {

        /**
         * The concert to add.
         *
         * @throws InvalidInputException if its dates have too many seats for one transaction, or a date lies outside
         *     the years 2000 to 2999
         */
        NewConcert toConcert() {
            if (schedules.stream().mapToInt(NewSchedule::seats).sum() > MOST_SEATS) {
                throw InvalidInputException.member("schedules", "A concert is added with at most 100000 seats in all.");
            }
            return new NewConcert(
                    new Description(title, artist, venue),
                    schedules.stream().map(NewSchedule::toDate).toList());
        }
    }

    /**
     * A date of a concert to be added.
     *
     * @param startsAt with an offset; fractions of a second are dropped
     */
    record NewSchedule(
            @NotNull(message = "is a time with an offset") OffsetDateTime startsAt,
            @NotNull(message = "is true or false") Boolean open,

            @NotNull(message = "is a number from 1 to 100000")
            @Min(value = 1, message = "is a number from 1 to 100000")
            @Max(value = MOST_SEATS, message = "is a number from 1 to 100000")
            Integer seats) {

        private NewDate toDate() {
            if (startsAt.isBefore(EARLIEST) || !startsAt.isBefore(LATEST)) {
                throw InvalidInputException.member("schedules", "A concert starts in a year from 2000 to 2999.");
            }
            return new NewDate(startsAt.toInstant().truncatedTo(ChronoUnit.SECONDS), open, seats);
        }
    }

    /**
     * The wanted state of a concert.
     *
     * @param schedules the dates whose sale to open or close; the others stay as they are
     */
    record Change(
            @PrintableText(max = LONGEST_TITLE) String title,
            @PrintableText(max = LONGEST_NAME) String artist,
            @PrintableText(max = LONGEST_NAME) String venue,

            @Size(max = MOST_DATES, message = "has at most 50 dates") @Nullable
            List<@NotNull(message = "is a date") @Valid Sale> schedules) {

        Description description() {
            return new Description(title, artist, venue);
        }

        Map<Long, Boolean> open() {
            return schedules == null
                    ? Map.of()
                    : schedules.stream().collect(Collectors.toMap(Sale::scheduleId, Sale::open, (_, last) -> last));
        }
    }

    /** The wanted state of the sale of a date. */
    record Sale(
            @NotNull(message = "is the id of a date") Long scheduleId,
            @NotNull(message = "is true or false") Boolean open) {}

    /** A concert in the answers to the operator. */
    record View(long concertId, String title, String artist, String venue, List<StoredDate> schedules) {

        static View of(StoredConcert concert) {
            var description = concert.description();
            return new View(
                    concert.concertId(),
                    description.title(),
                    description.artist(),
                    description.venue(),
                    concert.dates());
        }
    }
}

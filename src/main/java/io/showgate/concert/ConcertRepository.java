package io.showgate.concert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Concerts and their dates in the database. Reads go through projections, and each is served by an index at any size of
 * the catalogue; a test reads the plan of every statement.
 */
interface ConcertRepository extends JpaRepository<Concert, Long> {

    /** A concert as the list shows it; the names are those of the route. */
    record ConcertLine(long concertId, String concertTitle, String artist, String venue) {}

    /**
     * A date as buyers see it.
     *
     * @param open whether its sale is open
     */
    record DateLine(long scheduleId, Instant startsAt, boolean open, long seatsLeft, long seats) {}

    /**
     * Makes everyone else who changes the catalogue wait until this transaction ends. To be called before anything is
     * read.
     */
    @Query(value = "select id from catalogue_lock where id = 1 for update", nativeQuery = true)
    int lock();

    /** The highest id, which is how many concerts there are; null without any. */
    @Query("select max(c.id) from Concert c")
    Optional<Long> last();

    @Query("select c.id, c.title, c.artist, c.venue from Concert c where c.id between :first and :last order by c.id")
    List<ConcertLine> between(long first, long last);

    @Query("select c.id, c.title, c.artist, c.venue from Concert c where c.id in :ids order by c.id")
    List<ConcertLine> withIds(Collection<Long> ids);

    @Query("select c.id, c.title, c.artist, c.venue from Concert c where c.id = :id")
    Optional<ConcertLine> line(long id);

    /** The dates of a concert, the earliest first. */
    @Query("""
            select s.id, s.startsAt, s.open,
                   count(case when t.state = io.showgate.concert.Seat.State.FREE then 1 end),
                   count(t.number)
            from Schedule s left join Seat t on t.scheduleId = s.id
            where s.concertId = :concertId
            group by s.id, s.startsAt, s.open
            order by s.startsAt, s.id""")
    List<DateLine> dates(long concertId);
}

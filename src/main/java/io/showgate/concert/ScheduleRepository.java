package io.showgate.concert;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Dates of concerts, for those who change them. */
interface ScheduleRepository extends Repository<Schedule, Long> {

    Schedule saveAndFlush(Schedule schedule);

    List<Schedule> findByConcertId(long concertId);
}

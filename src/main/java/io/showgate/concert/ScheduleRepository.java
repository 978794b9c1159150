package io.showgate.concert;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Stores dates of concerts when they are added or changed. */
interface ScheduleRepository extends Repository<Schedule, Long> {

    Schedule saveAndFlush(Schedule schedule);

    List<Schedule> findByConcertId(long concertId);
}

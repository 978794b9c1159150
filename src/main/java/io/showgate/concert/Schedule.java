package io.showgate.concert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** A stored date of a concert. Its sale is open or closed. */
@Entity
class Schedule {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    /** Used in the queries of ScheduleRepository. */
    @SuppressWarnings("UnusedVariable")
    private long concertId;

    /** Read in SQL only. */
    @SuppressWarnings("UnusedVariable")
    private Instant startsAt;

    @Column(name = "sale_open")
    private boolean open;

    @SuppressWarnings("NullAway.Init")
    protected Schedule() {}

    Schedule(long concertId, Instant startsAt, boolean open) {
        this.concertId = concertId;
        this.startsAt = startsAt;
        this.open = open;
    }

    long id() {
        return id;
    }

    void open(boolean saleIsOpen) {
        open = saleIsOpen;
    }
}

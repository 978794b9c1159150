package io.showgate.concert;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A numbered seat of one date. Only counted through this entity; {@link BulkInserts} writes seats by the thousand. */
@Entity
@IdClass(Seat.Key.class)
class Seat {

    /** Whether it can still be bought. */
    enum State {
        FREE,
        TAKEN
    }

    /** Its number is unique within its date. */
    record Key(long scheduleId, int number) {}

    @Id
    private long scheduleId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("UnusedVariable") // read by queries
    private State state;

    @SuppressWarnings("NullAway.Init")
    protected Seat() {}
}

package io.showgate.concert;

/** The states of a seat, as the column {@code seat.state} stores them. */
enum SeatState {
    FREE,
    TAKEN
}

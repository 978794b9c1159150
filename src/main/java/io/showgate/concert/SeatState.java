package io.showgate.concert;

/** Whether a seat can still be bought, as {@code seat.state} says it. */
enum SeatState {
    FREE,
    TAKEN
}

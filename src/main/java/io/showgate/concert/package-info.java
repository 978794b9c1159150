/**
 * Concerts, their dates and seats: stored, changed by operators, listed and searched.
 * {@link io.showgate.concert.Concerts} changes them, {@link io.showgate.concert.ConcertListing} reads them, and
 * {@link io.showgate.concert.ConcertsChanged} announces a change.
 */
@ApplicationModule(allowedDependencies = {"database", "web"})
@NullMarked
package io.showgate.concert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

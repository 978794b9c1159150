package io.showgate.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants different about a queue; null leaves a setting as it is. The members mean what they mean in
 * {@link QueueSettings}.
 */
public record QueueChange(
        @Nullable Boolean paused,
        @Nullable Boolean draining,
        @Nullable Integer rateFloor,
        @Nullable Integer rateCeiling,
        @Nullable Integer ratePinned,
        @Nullable Duration interval,
        @Nullable Integer maxActive,
        @Nullable Duration session,
        @Nullable Duration sessionMax,
        @Nullable Duration absenceGrace) {

    /**
     * The settings as they would be after this change.
     *
     * @throws io.showgate.web.InvalidInputException if a value is out of its bounds or the values contradict each other
     */
    QueueSettings applyTo(QueueSettings now) {
        return new QueueSettings(
                or(paused, now.paused()),
                or(draining, now.draining()),
                or(rateFloor, now.rateFloor()),
                or(rateCeiling, now.rateCeiling()),
                or(ratePinned, now.ratePinned()),
                or(interval, now.interval()),
                or(maxActive, now.maxActive()),
                or(session, now.session()),
                or(sessionMax, now.sessionMax()),
                or(absenceGrace, now.absenceGrace()));
    }

    private static <T> T or(@Nullable T wanted, T current) {
        return wanted == null ? current : wanted;
    }
}

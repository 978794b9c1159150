package io.showgate.queue;

import java.time.Duration;

/**
 * How long a person will wait, as a range.
 *
 * @param p50 as likely to be too short as too long
 * @param p90 enough in nine cases of ten
 */
public record WaitEstimate(Duration p50, Duration p90) {}

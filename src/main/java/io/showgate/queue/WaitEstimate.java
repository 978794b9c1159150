package io.showgate.queue;

import java.time.Duration;

/**
 * How long somebody will wait, as an interval.
 *
 * @param p50 as likely to be too short as too long
 * @param p90 enough in nine cases of ten
 */
public record WaitEstimate(Duration p50, Duration p90) {}

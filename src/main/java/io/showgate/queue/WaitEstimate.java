package io.showgate.queue;

import java.time.Duration;

/**
 * How long a person will wait, as a range.
 *
 * @param p50 the median: the wait is as likely to be shorter as longer
 * @param p90 the wait is shorter in nine of ten cases
 */
public record WaitEstimate(Duration p50, Duration p90) {}

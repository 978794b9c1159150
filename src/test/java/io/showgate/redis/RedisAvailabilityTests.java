package io.showgate.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** When requests stop asking Redis, and when they begin again. */
class RedisAvailabilityTests {

    private final RedisAvailability watch = new RedisAvailability();

    @Test
    void oneFailureRefusesNoRequest() {
        watch.failed();
        assertThatCode(watch::require).doesNotThrowAnyException();

        watch.answered();
        watch.failed();
        assertThat(watch.isAway()).isFalse();
    }

    @Test
    void afterTwoFailuresRequestsAreRefusedUntilRedisAnswers() {
        watch.failed();
        watch.failed();
        assertThatExceptionOfType(RedisAwayException.class)
                .isThrownBy(watch::require)
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());

        watch.answered();
        assertThatCode(watch::require).doesNotThrowAnyException();
    }
}

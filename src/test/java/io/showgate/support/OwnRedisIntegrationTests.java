package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Redis that a test mistreats: what it knows afterwards, and what is left of it. */
@Tag(TestServers.ONCE)
@SideBySide
class OwnRedisIntegrationTests {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void killedItComesBackWithWhatItPersisted(RedisPersistence persistence) throws IOException {
        try (var redis = OwnRedis.start(persistence)) {
            var url = redis.url();
            redis.commands().tell("SET before-the-kill 1");

            redis.kill();

            assertThatThrownBy(() -> redis.commands().ping()).isInstanceOf(ConnectException.class);
            redis.restart();
            assertThat(redis.url()).isEqualTo(url);
            assertThat(knows(redis, "before-the-kill")).isTrue();
            redis.commands().tell("SET after-it 1");
            redis.restart();
            assertThat(knows(redis, "after-it")).isTrue();
        }
    }

    @Test
    void killedItComesBackEmptyWhereNothingIsPersisted() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.NONE)) {
            redis.commands().tell("SET before-the-kill 1");

            redis.restart();

            assertThat(knows(redis, "before-the-kill")).isFalse();
        }
    }

    @Test
    void itComesBackOlderThanItWas() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.WRITTEN)) {
            redis.commands().tell("SET old 1");
            var snapshot = redis.snapshot();
            redis.commands().tell("SET new 1");

            redis.restore(snapshot);

            assertThat(knows(redis, "old")).isTrue();
            assertThat(knows(redis, "new")).isFalse();
        }
    }

    @Test
    void emptiedItStaysEmpty() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.WRITTEN)) {
            redis.commands().tell("SET told 1");

            redis.empty();

            assertThat(knows(redis, "told")).isFalse();
            redis.restart();
            assertThat(knows(redis, "told")).isFalse();
        }
    }

    @Test
    void pausedItAnswersOnceItIsResumed() throws Exception {
        try (var redis = OwnRedis.start(RedisPersistence.NONE)) {
            redis.pause();

            var answer = CompletableFuture.supplyAsync(() -> knows(redis, "anything"));

            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            redis.resume();
            assertThat(answer.get(4, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void closedItLeavesNothingBehindEvenIfItIsPaused() {
        var redis = OwnRedis.start(RedisPersistence.WRITTEN);
        var traces = Traces.of(redis.folder());
        redis.pause();

        assertTimeout(Duration.ofSeconds(20), redis::close, "it is asked to stop, and does");

        traces.assertGone();
    }

    private static boolean knows(OwnRedis redis, String key) {
        try {
            return redis.commands().firstLineWith(":", "EXISTS " + key).equals(":1");
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}

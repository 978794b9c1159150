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

/** A Redis that a test kills, pauses and empties: its data afterwards. It leaves nothing behind when it is closed. */
@Tag(TestServers.ONCE)
@SideBySide
class OwnRedisIntegrationTests {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void afterAKillItHasItsPersistedData(RedisPersistence persistence) throws IOException {
        try (var redis = OwnRedis.start(persistence)) {
            var url = redis.url();
            redis.commands().tell("SET before-the-kill 1");

            redis.kill();

            assertThatThrownBy(() -> redis.commands().ping()).isInstanceOf(ConnectException.class);
            redis.restart();
            assertThat(redis.url()).isEqualTo(url);
            assertThat(has(redis, "before-the-kill")).isTrue();
            redis.commands().tell("SET after-it 1");
            redis.restart();
            assertThat(has(redis, "after-it")).isTrue();
        }
    }

    @Test
    void afterAKillWithoutPersistenceItIsEmpty() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.NONE)) {
            redis.commands().tell("SET before-the-kill 1");

            redis.restart();

            assertThat(has(redis, "before-the-kill")).isFalse();
        }
    }

    @Test
    void itCanBeSetBackToASnapshot() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.WRITTEN)) {
            redis.commands().tell("SET old 1");
            var snapshot = redis.snapshot();
            redis.commands().tell("SET new 1");

            redis.restore(snapshot);

            assertThat(has(redis, "old")).isTrue();
            assertThat(has(redis, "new")).isFalse();
        }
    }

    @Test
    void itStaysEmptyAfterItWasEmptied() throws IOException {
        try (var redis = OwnRedis.start(RedisPersistence.WRITTEN)) {
            redis.commands().tell("SET stored 1");

            redis.empty();

            assertThat(has(redis, "stored")).isFalse();
            redis.restart();
            assertThat(has(redis, "stored")).isFalse();
        }
    }

    @Test
    void itAnswersAfterAPause() throws Exception {
        try (var redis = OwnRedis.start(RedisPersistence.NONE)) {
            redis.pause();

            var answer = CompletableFuture.supplyAsync(() -> has(redis, "anything"));

            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            redis.resume();
            assertThat(answer.get(4, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void itLeavesNothingBehindWhenClosedDuringAPause() {
        var redis = OwnRedis.start(RedisPersistence.WRITTEN);
        var traces = Traces.of(redis.folder());
        redis.pause();

        assertTimeout(Duration.ofSeconds(20), redis::close, "a paused Redis stops within this time");

        traces.assertGone();
    }

    private static boolean has(OwnRedis redis, String key) {
        try {
            return redis.commands().firstLineWith(":", "EXISTS " + key).equals(":1");
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}

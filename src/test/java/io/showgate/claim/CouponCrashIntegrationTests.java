package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Redis and the database are killed, emptied and set back in the middle of a drop. Each person whose claim was answered
 * 202 gets the result, exactly the stock is issued, and the campaign continues by itself.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
class CouponCrashIntegrationTests {

    private static final int BACKLOG = 1_000;
    private static final int STOCK = 800;
    private static final int PEOPLE = 1_200;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Set<String> REASONS_AFTER_A_LOSS = Set.of("sold-out", "lost");

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static DropStage stage;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.ALWAYS);
        database = OwnDatabase.start();
        stage = new DropStage(servers(), Map.of("SHOWGATE_COUPON_BACKLOG", Integer.toString(BACKLOG)));
    }

    private static Map<String, String> servers() {
        var servers = new HashMap<>(redis.environment());
        servers.putAll(database.environment());
        return servers;
    }

    /** A test that fails while the database is down must not fail the next one. */
    @AfterEach
    void theDatabaseIsBack() {
        if (!database.isAlive()) {
            database.restart();
        }
    }

    @AfterAll
    static void stop() {
        stage.close();
        database.close();
        redis.close();
    }

    @Test
    void theDatabaseIsKilledAndEveryoneWithAReceiptGetsTheirCoupon() throws Exception {
        long couponId = stage.campaign(STOCK);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 4);

            database.kill();

            long before = drop.answers().count("POST 202");
            drop.awaitReceipts(before + STOCK / 4);
            database.restart();
            Verdict.of(stage, couponId, STOCK, drop.end()).assertNothingLost().assertIssued(STOCK);
            assertThat(watch.stop()).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void beyondTheBacklogClaimsAreRefusedAndNoClaimWithAReceiptIsLost() throws Exception {
        int beyond = BACKLOG + 500;
        long couponId = stage.campaign(2 * BACKLOG);
        long saidBefore = timesSaid("Claims cannot be recorded for now");
        database.kill();
        try (var drop = stage.drop(couponId, beyond, TIME)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Long.valueOf(BACKLOG).equals(stage.left(couponId)));

            drop.awaitRefusals(drop.answers().count("POST 503") + 100);
            assertThat(stage.left(couponId)).isEqualTo(BACKLOG);
            database.restart();
            Verdict.of(stage, couponId, 2 * BACKLOG, drop.end())
                    .assertNothingLost()
                    .assertIssued(beyond);
        }
        assertThat(timesSaid("Claims cannot be recorded for now") - saidBefore)
                .as("once by each instance, and rarely again while the database starts")
                .isBetween(1L, 4L);
    }

    private static long timesSaid(String sentence) {
        return Stream.of(stage.instance(0), stage.instance(1))
                .flatMap(instance -> instance.output().lines())
                .filter(line -> line.contains(sentence))
                .count();
    }

    @Test
    void aKilledRedisThatFlushesFirstLosesNothing() throws Exception {
        long couponId = stage.campaign(STOCK);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 3);

            redis.restart();

            Verdict.of(stage, couponId, STOCK, drop.end()).assertNothingLost().assertIssued(STOCK);
            assertThat(watch.stop()).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void aRedisThatFlushesOnceASecondIsKilled() throws Exception {
        long couponId = stage.campaign(STOCK);
        redis.persist(RedisPersistence.EVERY_SECOND);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 3);

            redis.restart();

            assertWhole(couponId, drop, watch);
        }
    }

    @Test
    void redisIsEmptied() throws Exception {
        long couponId = stage.campaign(STOCK);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 3);

            redis.empty();

            assertWhole(couponId, drop, watch);
        }
    }

    @Test
    void redisIsEmptiedWhileTheDatabaseIsAway() throws Exception {
        long couponId = stage.campaign(STOCK);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 3);
            database.kill();
            drop.awaitReceipts(STOCK / 2);

            redis.empty();

            TimeUnit.SECONDS.sleep(1);
            database.restart();
            assertWhole(couponId, drop, watch);
        }
    }

    @Test
    void redisComesBackOlderThanTheDatabase() throws Exception {
        long couponId = stage.campaign(STOCK);
        try (var drop = stage.drop(couponId, PEOPLE, TIME);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(STOCK / 4);
            var snapshot = redis.snapshot();
            drop.awaitReceipts(STOCK / 2);

            redis.restore(snapshot);

            assertWhole(couponId, drop, watch);
        }
    }

    /** After a loss a claim may fail because no stock is left. Its receipt says so, and the whole stock is issued. */
    private static void assertWhole(long couponId, Drop drop, StockWatch watch) throws Exception {
        Verdict.of(stage, couponId, STOCK, drop.end())
                .assertReasons(REASONS_AFTER_A_LOSS)
                .assertIssued(STOCK);
        assertThat(watch.stop()).allMatch(left -> left >= 0 && left <= STOCK);
        assertThat(stage.left(couponId)).isZero();
    }
}

package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Answers;
import io.showgate.support.Line;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.Phone;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Instances are killed at the worst moments: in the middle of a drop, between the two steps of giving a coupon back,
 * and during the recovery of a campaign. The other instance finishes the work, once.
 *
 * <p>{@code -Dcoupon.seed=...} repeats the moments of a run, and {@code -Dcoupon.rounds=...} sets how many there are.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
class CouponKilledInstanceIntegrationTests {

    /** The recording threads of one instance. */
    private static final int THREADS_OF_ONE = 2;

    /** An instance that has just started is slow, and must answer late instead of refusing requests. */
    private static final Map<String, String> LONG_DELAY = Map.of("SHOWGATE_TRAFFIC_REQUESTS_DELAY", "5s");

    private static final int STOCK = 400;
    private static final int PEOPLE = 550;
    private static final Duration TIME = Duration.ofSeconds(1);

    private static final Duration HOLD = Duration.ofSeconds(20);

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static DropStage stage;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        var servers = new HashMap<>(redis.environment());
        servers.putAll(database.environment());
        stage = new DropStage(servers, LONG_DELAY);
    }

    @AfterAll
    static void stop() {
        stage.close();
        database.close();
        redis.close();
    }

    /**
     * The killed instance starts again at once, or only after the other one has finished alone. Then it comes back
     * while the next drop runs on the two others. In the end all three agree about every campaign.
     */
    @Test
    void killedInTheMiddleOfADropAgainAndAgain() throws Exception {
        long seed = Long.getLong("coupon.seed", System.nanoTime());
        int rounds = Integer.getInteger("coupon.rounds", 10);
        System.out.printf("Instances are killed with -Dcoupon.seed=%d -Dcoupon.rounds=%d%n", seed, rounds);
        var random = new Random(seed);
        var campaigns = new ArrayList<Long>();
        try (var third = stage.startAnother()) {
            var pair = List.of(stage.instance(0), stage.instance(1));
            var absent = third;
            var back = CompletableFuture.<Void>completedFuture(null);
            for (int round = 0; round < rounds; round++) {
                int victim = random.nextInt(2);
                var killed = pair.get(victim);
                long couponId = stage.campaign(STOCK, pair);
                var restarted = killDuringADrop(couponId, pair, victim, random.nextInt(STOCK), random.nextBoolean());
                campaigns.add(couponId);
                back.join();
                pair = List.of(pair.get(1 - victim), absent);
                absent = killed;
                back = restarted;
            }
            back.join();
            for (long couponId : campaigns) {
                stage.assertAddsUp(couponId, List.of(stage.instance(0), stage.instance(1), third));
            }
        }
    }

    /** The result is done once the killed instance is back. */
    private static CompletableFuture<Void> killDuringADrop(
            long couponId, List<ShowgateProcess> pair, int victim, int afterClaims, boolean restartedAtOnce)
            throws Exception {
        var killed = pair.get(victim);
        try (var drop = stage.drop(couponId, PEOPLE, TIME, pair);
                var watch = stage.watch(couponId)) {
            drop.awaitReceipts(afterClaims);

            killed.kill();

            var restarted = restartedAtOnce ? CompletableFuture.runAsync(killed::restart) : null;
            var answers = drop.end();
            var seen = watch.stop();
            var back = restarted == null ? CompletableFuture.runAsync(killed::restart) : restarted;
            stage.assertAddsUp(couponId, List.of(pair.get(1 - victim)));
            Verdict.ofWhatAddsUp(stage, couponId, STOCK, answers)
                    .assertNothingLost()
                    .assertIssued(STOCK);
            assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).allMatch(left -> left >= 0);
            return back;
        }
    }

    /** The database delays both instances, so that each of them holds claims when one of them dies. */
    @Test
    void claimsOfADeadInstanceAreTakenOver() throws Exception {
        var victim = stage.instance(0);
        int people = 200;
        long couponId = stage.campaign(people);
        try (var drop = stage.drop(couponId, people, TIME)) {
            try (var _ = stage.lockClaims()) {
                await().ignoreExceptions().until(() -> stage.recordersWithClaims(couponId) > THREADS_OF_ONE);
                victim.kill();
            }
            var answers = drop.end();
            stage.assertAddsUp(couponId, List.of(stage.instance(1)));
            victim.restart();
            Verdict.of(stage, couponId, people, answers).assertNothingLost().assertIssued(people);
        }
    }

    @Test
    void killedBetweenTheTwoStepsOfGivingBack() throws Exception {
        var victim = stage.instance(0);
        long couponId = stage.campaign(1);
        var receipt = Objects.requireNonNull(buy(couponId, "holder"));

        redis.holdChanges(HOLD);
        var unanswered = Thread.startVirtualThread(() -> giveBackAt(victim, couponId, receipt));
        await().until(() -> stage.givenBack(couponId).containsKey("holder"));
        victim.kill();
        redis.goOn();
        unanswered.join();

        stage.assertAddsUp(couponId, List.of(stage.instance(1)));
        assertGivenBackOnce(couponId, receipt, stage.instance(1));
        victim.restart();
        assertGivenBackOnce(couponId, receipt, victim);
        assertThat(buy(couponId, "next")).isNotNull();
        assertThat(buy(couponId, "late")).isNull();
        stage.assertAddsUp(couponId);
        assertThat(stage.issued(couponId)).containsOnlyKeys("next");
    }

    private static void giveBackAt(ShowgateProcess instance, long couponId, String receipt) {
        try {
            phone(couponId, "holder", new Answers(), instance).giveBack(receipt);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertGivenBackOnce(long couponId, String receipt, ShowgateProcess instance) throws Exception {
        var holder = phone(couponId, "holder", new Answers(), instance);
        assertThat(stage.left(couponId)).isEqualTo(1);
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(holder.giveBack(receipt).status()).isEqualTo(204);
            assertThat(holder.claimUntilAnswered(soon())).isEqualTo(receipt);
            assertThat(stage.left(couponId)).isEqualTo(1);
        }
        assertThat(holder.ask(receipt, Duration.ZERO).json().path("reason").asString())
                .isEqualTo("given-back");
    }

    @Test
    void killedWhileItRecoversACampaign() throws Exception {
        int people = 600;
        int more = 20;
        long couponId = stage.campaign(people + more);
        try (var drop = stage.drop(couponId, people, TIME)) {
            Verdict.of(stage, couponId, people + more, drop.end())
                    .assertNothingLost()
                    .assertIssued(people);
        }
        stage.instance(1).kill();

        try (var _ = stage.lockClaims()) {
            redis.empty();
            await().until(() -> stage.isRecovering(couponId));
            stage.instance(0).kill();
        }

        assertThat(stage.isRecovering(couponId)).as("killed in the middle").isTrue();
        var restarted = CompletableFuture.runAsync(stage.instance(0)::restart);
        stage.instance(1).restart();
        restarted.join();
        stage.assertAddsUp(couponId);
        assertThat(stage.left(couponId)).isEqualTo(more);
        try (var drop = stage.drop(couponId, people + 2 * more, TIME)) {
            Verdict.of(stage, couponId, people + more, drop.end()).assertIssued(people + more);
        }
    }

    /** Buys a coupon and returns the receipt, or null if none is left. */
    private static @Nullable String buy(long couponId, String user) throws InterruptedException {
        var phone = new Phone(user, couponId, new Line(stage.ports(), new Answers()), new Semaphore(1));
        var receipt = phone.claimUntilAnswered(soon());
        if (receipt != null) {
            phone.follow(receipt, soon());
        }
        return receipt;
    }

    private static Phone phone(long couponId, String user, Answers answers, ShowgateProcess instance) {
        return new Phone(user, couponId, new Line(List.of(instance.port()), answers), new Semaphore(1));
    }

    private static long soon() {
        return System.nanoTime() + HOLD.toNanos();
    }
}

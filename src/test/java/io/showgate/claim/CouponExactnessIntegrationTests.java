package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answers;
import io.showgate.support.Line;
import io.showgate.support.Phone;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly the stock is issued, one coupon for each person: 20,000 people send 50,000 claims to two instances from 64
 * threads. {@code -Dcoupon.people=} sets the number of people.
 */
class CouponExactnessIntegrationTests {

    private static final int THREADS = 64;
    private static final int PEOPLE = Integer.getInteger("coupon.people", 20_000);
    private static final int CLAIMS = PEOPLE * 5 / 2;

    private static DropStage stage;

    private final Answers answers = new Answers();
    private final long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();

    @BeforeAll
    static void start() {
        var servers = Map.of(
                "SPRING_DATASOURCE_URL", TestServers.databaseUrl(),
                "SPRING_DATASOURCE_USERNAME", TestServers.databaseUsername(),
                "SPRING_DATASOURCE_PASSWORD", TestServers.databasePassword(),
                "SPRING_DATA_REDIS_URL", TestServers.redisUrl());
        stage = new DropStage(servers, Map.of());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.25})
    void exactlyTheStockIsIssuedOrOneCouponForEachPerson(double stockPerPerson) throws Exception {
        int stock = (int) (PEOPLE * stockPerPerson);
        long couponId = stage.campaign(stock);
        List<Long> seen;
        try (var watch = stage.watch(couponId)) {
            claimAll(couponId);
            follow(couponId);
            seen = watch.stop();
        }

        int issued = Math.min(stock, PEOPLE);
        Verdict.of(stage, couponId, stock, answers).assertNothingLost().assertIssued(issued);
        assertThat(answers.endings()).hasSize(PEOPLE);
        assertThat(answers.receipts()).hasSize(issued);
        assertThat(stage.left(couponId)).isEqualTo(stock - issued);
        assertThat(seen)
                .as("the stock in Redis")
                .isSortedAccordingTo(Comparator.reverseOrder())
                .allMatch(left -> left >= 0);
    }

    /** Each person claims at least twice, in a random order. */
    private void claimAll(long couponId) throws Exception {
        var order = new ArrayList<>(
                IntStream.range(0, CLAIMS).map(claim -> claim % PEOPLE).boxed().toList());
        Collections.shuffle(order, new Random(CLAIMS));
        var claims = order.stream()
                .<Callable<String>>map(
                        person -> () -> phone(couponId, "person-" + person).claimUntilAnswered(deadline))
                .toList();
        atOnce(claims);
    }

    private void follow(long couponId) throws Exception {
        var asks = new ArrayList<Callable<String>>();
        answers.receipts()
                .forEach((user, receipts) -> asks.add(() -> {
                    phone(couponId, user).follow(receipts.iterator().next(), deadline);
                    return user;
                }));
        atOnce(asks);
    }

    private static void atOnce(List<Callable<String>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private Phone phone(long couponId, String user) {
        return new Phone(user, couponId, new Line(stage.ports(), answers), new Semaphore(THREADS));
    }
}

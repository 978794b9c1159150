package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import io.showgate.support.TestRedis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Exactly the stock is taken in Redis: 64 threads claim for 20,000 users, each three times, through the clients of two
 * instances, while some coupons go back.
 */
class ClaimUnderLoadIntegrationTests {

    private static final int THREADS = 64;
    private static final int USERS = 20_000;
    private static final int TIMES = 3;
    private static final int STOCK = 10_000;
    private static final int USERS_PER_RETURN = 20;

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    private final List<CampaignScripts> instances =
            List.of(campaign.scripts, campaign.scripts(TestRedis.anotherClient()));
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean(true);

    @Test
    void exactlyTheStockAndTheReturnedCouponsAreTaken() throws Exception {
        campaign.open(STOCK);
        try (var threads = Executors.newFixedThreadPool(THREADS + 1)) {
            var watch = threads.submit(this::watch);
            claimFromAll(threads);
            claiming.set(false);
            assertThat(watch.get()).as("snapshots meanwhile").isPositive();
        }
        int late = claimWhatIsLeft();

        assertThat(taken.get() + late).isEqualTo(STOCK + givenBack.get());
        assertThat(givenBack.get()).isPositive();
        assertThat(campaign.left()).isZero();
        assertThat(campaign.claims()).hasSize(STOCK + givenBack.get());
        assertThat(campaign.returned()).hasSize(givenBack.get());
        assertThat(campaign.inStream()).hasSize(STOCK + givenBack.get());
        assertThat(new HashSet<>(campaign.inStream()))
                .isEqualTo(campaign.claims().keySet());
        assertThat(new HashSet<>(campaign.claims().values())).hasSize(STOCK + givenBack.get());
    }

    private void claimFromAll(ExecutorService threads) throws InterruptedException, ExecutionException {
        var shares = new ArrayList<Future<?>>();
        for (int thread = 0; thread < THREADS; thread++) {
            var share = share(thread);
            shares.add(threads.submit(() -> share.forEach(this::claim)));
        }
        for (var done : shares) {
            done.get();
        }
    }

    /**
     * The share of one thread. All shares together have each user three times, in a random order, so that the same user
     * often claims on several threads at once.
     */
    private static List<Integer> share(int thread) {
        var users = new ArrayList<>(IntStream.range(0, USERS * TIMES)
                .filter(i -> i % THREADS == thread)
                .map(i -> i / TIMES)
                .boxed()
                .toList());
        Collections.shuffle(users, new Random(thread / TIMES));
        return users;
    }

    private void claim(int user) {
        var name = "user-" + user;
        var outcome = instances
                .get(user % 7 % 2)
                .claim(name, TestCampaign.BACKLOG, false)
                .outcome();
        if (outcome == Outcome.TAKEN) {
            taken.incrementAndGet();
            if (user % USERS_PER_RETURN == 0) {
                instances.forEach(instance -> givenBack.addAndGet((int) instance.restock("given-back", List.of(name))));
            }
        } else {
            assertThat(outcome).isIn(Outcome.TAKEN_BEFORE, Outcome.SOLD_OUT);
        }
    }

    /** Checks snapshots until all users have claimed; each snapshot is one moment of Redis. */
    private int watch() {
        int looks = 0;
        while (claiming.get()) {
            var now = instances.getLast().follow();
            int total = Objects.requireNonNull(now.settings()).total();
            assertThat(now.left()).isNotNegative().isEqualTo(total - (int) (now.taken() - now.returned()));
            assertThat(now.inStream()).isEqualTo(now.taken());
            looks++;
        }
        return looks;
    }

    /** A coupon that went back after the last claim can be claimed by a new user. */
    private int claimWhatIsLeft() {
        int late = 0;
        while (campaign.claim("late-" + late) == Outcome.TAKEN) {
            late++;
        }
        return late;
    }
}

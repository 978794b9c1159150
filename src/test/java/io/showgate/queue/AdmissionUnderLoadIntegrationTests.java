package io.showgate.queue;

import static io.showgate.queue.AdmissionPressure.Allowance.CEILING;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Strict order and hard limits with the real time of Redis. Several instances tick at once, one of them with a clock
 * that is a minute wrong.
 */
class AdmissionUnderLoadIntegrationTests {

    private static final Duration SESSION = Duration.ofSeconds(2);
    private static final long SECOND = 1_000;

    private final TestQueue queue = new TestQueue();
    private final AtomicLong mostActive = new AtomicLong();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static QueueSettings settings(int floor, int ceiling, int maxActive) {
        return QueueChange.of(Map.of(
                        "rateFloor",
                        floor,
                        "rateCeiling",
                        ceiling,
                        "interval",
                        Duration.ofSeconds(1),
                        "maxActive",
                        maxActive,
                        "session",
                        SESSION,
                        "sessionMax",
                        SESSION))
                .applyTo(TestQueue.SETTINGS);
    }

    private List<LocalQueue> start(int count, QueueSettings settings) {
        var instances = new ArrayList<LocalQueue>();
        for (int i = 0; i < count; i++) {
            var clock = i == 0 ? Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)) : Clock.systemUTC();
            var instance = queue.realTimeLocal(settings, clock);
            instance.replica().refresh();
            instances.add(instance);
        }
        instances.get(0).steering().change(QueueChange.of(Map.of("paused", true)));
        instances.forEach(this::tickOften);
        return instances;
    }

    private void tickOften(LocalQueue instance) {
        var _ = threads.scheduleWithFixedDelay(
                () -> {
                    instance.steering().admit(CEILING);
                    instance.replica().refresh();
                    mostActive.accumulateAndGet(queue.active().size(), Math::max);
                },
                0,
                40,
                TimeUnit.MILLISECONDS);
    }

    private static void open(LocalQueue instance) {
        instance.steering().change(QueueChange.of(Map.of("paused", false)));
    }

    /** Lets real time pass, because the instances tick by themselves. */
    private static void wait(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    @Test
    void orderAndRateHoldInEveryWindow() throws Exception {
        var settings = settings(50, 100, 100_000);
        var instances = start(4, settings);
        joinAll(instances, 800);

        open(instances.get(0));
        wait(Duration.ofSeconds(4));

        var admissions = admissions();
        assertThat(admissions).isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
        assertThat(admissions.stream().map(Admission::number)).doesNotHaveDuplicates();
        assertThat(mostWithin(admissions, SECOND)).isLessThanOrEqualTo(100);
        assertThat(fewestWithin(admissions, 2 * SECOND)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void theLimitOnActiveUsersHoldsWhileSessionsEndAndPeopleLeave() throws Exception {
        var settings = settings(50, 100, 60);
        var instances = start(3, settings);
        joinAll(instances, 800);

        open(instances.get(0));
        leaveAtRandom(instances, Duration.ofSeconds(4));

        assertThat(mostActive).hasValueBetween(40L, 60L);
        assertThat(queue.snapshot().state().admitted()).isGreaterThan(80);
        assertThat(admissions()).isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
        assertThat(mostWithin(admissions(), SECOND)).isLessThanOrEqualTo(100);
    }

    @Test
    void noPersonIsLostAsPeopleLeaveExpireAndReturn() throws Exception {
        var settings = settings(100, 100, 80);
        var instances = start(2, settings);
        open(instances.get(0));
        var left = new ConcurrentHashMap<String, Boolean>();
        var tokens = new ConcurrentHashMap<String, String>();
        var visitors = new ArrayList<Future<?>>();
        try (var pool = Executors.newFixedThreadPool(32)) {
            for (int thread = 0; thread < 32; thread++) {
                var random = new Random(thread);
                visitors.add(pool.submit(() -> visitForAWhile(instances, random, tokens, left)));
            }
            for (var visitor : visitors) {
                visitor.get();
            }
        }
        wait(Duration.ofSeconds(1));
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();

        var waiting = queue.waiting();
        assertThat(waiting).doesNotContainAnyElementsOf(queue.active());
        assertThat(queue.seen()).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(queue.sessions().keySet()).containsExactlyInAnyOrderElementsOf(queue.active());
        var snapshot = queue.snapshot();
        assertThat(snapshot.sequence())
                .as("every number given waits, was admitted, or was given up")
                .isEqualTo(snapshot.state().admitted() + snapshot.waiting() + leftWhileWaiting(snapshot));
    }

    private long leftWhileWaiting(QueueSnapshot snapshot) {
        long leftWhileActive =
                queue.log().stream().filter(line -> line.startsWith("-")).count();
        return snapshot.state().left() - leftWhileActive;
    }

    private void visitForAWhile(
            List<LocalQueue> instances, Random random, Map<String, String> tokens, Map<String, Boolean> left) {
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            var user = "user-" + random.nextInt(300);
            var instance = instances.get(random.nextInt(instances.size()));
            switch (random.nextInt(8)) {
                case 0 -> {
                    var token = tokens.remove(user);
                    if (token != null) {
                        instance.places().leave(TestQueue.read(token));
                        left.put(user, true);
                    }
                }
                case 1, 2, 3 ->
                    tokens.computeIfPresent(user, (_, token) -> {
                        instance.lookup().enter(TestQueue.read(token), token);
                        return token;
                    });
                default ->
                    tokens.put(user, ((QueueAnswer.Placed) instance.places().join(new UserId(user))).waitingToken());
            }
        }
    }

    private void joinAll(List<LocalQueue> instances, int users) {
        for (int user = 0; user < users; user++) {
            instances.get(user % instances.size()).places().join(new UserId("user-" + user));
        }
    }

    private void leaveAtRandom(List<LocalQueue> instances, Duration time) throws InterruptedException {
        var random = new Random(1);
        var gone = new HashMap<String, Boolean>();
        long epoch = queue.snapshot().epoch();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            wait(Duration.ofMillis(200));
            for (var user : queue.active()) {
                if (random.nextInt(20) == 0 && gone.put(user, true) == null) {
                    var session = queue.sessions().getOrDefault(user, "0:0");
                    long number = Long.parseLong(session.substring(0, session.indexOf(':')));
                    instances
                            .get(random.nextInt(instances.size()))
                            .places()
                            .leave(new WaitingToken(queue.name, epoch, number, user));
                }
            }
        }
    }

    /** One admission: the number, and when it was, in ms of Redis time. */
    private record Admission(long number, long atMillis) {}

    private List<Admission> admissions() {
        return queue.log().stream()
                .filter(line -> line.startsWith("+"))
                .map(line -> line.split(" ", -1))
                .map(fields -> new Admission(Long.parseLong(fields[1]), Long.parseLong(fields[2]) - SESSION.toMillis()))
                .toList();
    }

    private static int mostWithin(List<Admission> admissions, long window) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < admissions.size(); to++) {
            while (admissions.get(from).atMillis() <= admissions.get(to).atMillis() - window) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /**
     * The fewest admissions in any stretch of that length that begins with an admission and ends before the last one.
     */
    private static int fewestWithin(List<Admission> admissions, long window) {
        int fewest = Integer.MAX_VALUE;
        long last = admissions.getLast().atMillis();
        for (var first : admissions) {
            if (first.atMillis() + window <= last) {
                int within = (int) admissions.stream()
                        .filter(one -> one.atMillis() >= first.atMillis() && one.atMillis() < first.atMillis() + window)
                        .count();
                fewest = Math.min(fewest, within);
            }
        }
        return fewest;
    }
}

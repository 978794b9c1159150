package io.showgate.queue;

import static io.showgate.queue.AdmissionPressure.Allowance.CEILING;
import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.Departure.Outcome;
import io.showgate.web.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue on two instances, {@code here} and {@code there}, with a clock that moves only when a test moves it. */
class LocalQueueIntegrationTests {

    private static final AdmissionPressure.Allowance HELD = new AdmissionPressure.Allowance(0, true);

    private final TestQueue queue = new TestQueue();
    private final LocalQueue here = queue.local(SETTINGS);
    private final LocalQueue there = queue.local(SETTINGS);

    private static String token(QueueAnswer answer) {
        return ((QueueAnswer.Placed) answer).waitingToken();
    }

    private QueueAnswer ask(LocalQueue instance, String token) {
        return instance.lookup().locate(TestQueue.read(token), token);
    }

    private String join(String user) {
        return token(here.places().join(new UserId(user)));
    }

    private void tick() {
        queue.pass(Duration.ofMillis(250));
        here.steering().admit(CEILING);
        here.replica().refresh();
        there.replica().refresh();
    }

    @Test
    void anotherInstanceGivesTheSameTokenAndPlace() {
        here.replica().refresh();
        there.replica().refresh();
        var first = here.places().join(new UserId("a"));

        assertThat(token(there.places().join(new UserId("a")))).isEqualTo(token(first));
        assertThat(ask(there, token(first))).isInstanceOf(QueueAnswer.Waiting.class);
    }

    @Test
    void aUserWhoJoinsTooOftenGetsThePlaceThatTheyHave() {
        here.replica().refresh();
        var token = join("a");

        assertThat(there.places().rejoin(new UserId("a"))).isInstanceOfSatisfying(QueueAnswer.Waiting.class, place -> {
            assertThat(place.waitingToken()).isEqualTo(token);
            assertThat(place.position()).isEqualTo(1);
        });
        tick();
        assertThat(here.places().rejoin(new UserId("a")))
                .isInstanceOfSatisfying(
                        QueueAnswer.Active.class,
                        place -> assertThat(place.waitingToken()).isEqualTo(token));
        assertThat(here.places().rejoin(new UserId("stranger"))).isNull();
    }

    /** It holds before this instance hears of it from the other one. */
    @Test
    void aPlaceThatWasGivenUpElsewhereIsNotGivenAgain() {
        here.replica().refresh();
        there.replica().refresh();
        pause();
        var waiting = join("a");
        there.places().leave(TestQueue.read(waiting));
        assertThat(here.places().rejoin(new UserId("a"))).isNull();

        here.steering().change(QueueChange.of(Map.of("paused", false)));
        var active = join("a");
        tick();
        assertThat(ask(here, active)).isInstanceOf(QueueAnswer.Active.class);
        there.places().leave(TestQueue.read(active));
        assertThat(here.places().rejoin(new UserId("a"))).isNull();
    }

    @Test
    void everyInstanceKnowsTheAdmissionsOfAllInstances() {
        var token = join("a");
        tick();

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Active.class);
        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void aPollOfAWaitingUserNeedsNoRedis() {
        pause();
        var token = join("a");
        tick();
        queue.lose();

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Waiting.class);
    }

    @Test
    void theGateNeedsNoRedisForAnActiveUser() {
        var token = join("a");
        tick();
        queue.lose();

        assertThat(here.lookup().enter(TestQueue.read(token), token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void aSessionEndsToTheMillisecondWithoutARefresh() {
        var token = join("a");
        tick();
        queue.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Active.class);

        queue.pass(Duration.ofMillis(1));

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Ended.class);
    }

    @Test
    void leavingIsKnownHereAtOnceAndThereAfterTheNextRefresh() {
        var token = join("a");
        tick();

        assertThat(here.places().leave(TestQueue.read(token))).isEqualTo(Outcome.LEFT);

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Ended.class);
        there.replica().refresh();
        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Ended.class);
        assertThat(here.places().leave(TestQueue.read(token))).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void anotherInstanceLearnsThatAPersonLeftWithinAPoll() {
        pause();
        var token = join("a");
        tick();
        here.places().leave(TestQueue.read(token));

        ask(there, token);
        there.maintain();

        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Ended.class);
    }

    @Test
    void anAnswerFromAnOldSnapshotSaysWhenItWasTaken() {
        var active = join("a");
        tick();
        pause();
        var waiting = join("b");
        here.replica().refresh();
        var asOf = here.replica().snapshot().nowMillis();
        queue.pass(Duration.ofSeconds(2));
        assertThat(((QueueAnswer.Placed) ask(here, waiting)).staleSince()).isNull();

        queue.pass(Duration.ofMillis(1));

        assertThat(((QueueAnswer.Placed) ask(here, waiting)).staleSince()).isEqualTo(Instant.ofEpochMilli(asOf));
        assertThat(((QueueAnswer.Placed) ask(here, active)).staleSince()).isEqualTo(Instant.ofEpochMilli(asOf));
        here.replica().refresh();
        assertThat(((QueueAnswer.Placed) ask(here, waiting)).staleSince()).isNull();
    }

    private void pause() {
        here.replica().refresh();
        here.steering().change(QueueChange.of(Map.of("paused", true)));
        there.replica().refresh();
    }

    @Test
    void anOperatorsChangeIsSeenByTheOtherInstanceAtItsNextTick() {
        pause();

        assertThat(there.replica().state().settings().paused()).isTrue();
        assertThat(there.figures().settings().paused()).isTrue();
    }

    @Test
    void anInstanceThatMissedPartOfTheLogReadsAllActiveUsersAgain() {
        var token = join("first");
        tick();
        IntStream.range(0, 5_000).parallel().forEach(each -> {
            var staff = new UserId("staff-" + each);
            here.places().bypass(staff);
            here.places().leave(TestQueue.read(token(here.places().bypass(staff))));
        });
        var second = join("second");
        queue.pass(Duration.ofSeconds(1));
        here.steering().admit(CEILING);

        there.replica().refresh();

        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Active.class);
        assertThat(ask(there, second)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void anInstanceThatStartsLateKnowsTheActiveUsers() {
        var token = join("a");
        tick();
        var late = queue.local(SETTINGS);

        late.replica().refresh();
        queue.lose();

        assertThat(ask(late, token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void usingASessionExtendsItOnEveryInstance() {
        var token = join("a");
        tick();
        queue.pass(Duration.ofMinutes(9));
        here.lookup().enter(TestQueue.read(token), token);
        here.maintain();
        here.replica().refresh();
        there.replica().refresh();
        queue.pass(Duration.ofMinutes(5));

        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void pollingDoesNotExtendASession() {
        var token = join("a");
        tick();
        queue.pass(Duration.ofMinutes(9));
        ask(here, token);
        here.maintain();
        here.replica().refresh();
        queue.pass(Duration.ofMinutes(2));

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Ended.class);
    }

    @Test
    void peopleWhoPollAreSeenInRedisAfterTheNextMaintenance() {
        pause();
        var token = join("a");
        for (int minute = 0; minute < 10; minute++) {
            queue.pass(Duration.ofMinutes(1));
            here.steering().admit(CEILING);
            here.replica().refresh();
            ask(here, token);
            here.maintain();
        }
        here.steering().change(QueueChange.of(Map.of("paused", false)));
        tick();

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void aWrongClockHereDoesNotMatter() {
        var wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        var skewed = new TestQueue();
        var instance = skewed.realTimeLocal(SETTINGS, wrong);
        var right = skewed.realTimeLocal(SETTINGS, Clock.systemUTC());
        var token = token(instance.places().join(new UserId("a")));
        instance.steering().admit(CEILING);
        instance.replica().refresh();
        right.replica().refresh();

        var seenHere = (QueueAnswer.Active) ask(instance, token);
        var seenThere = (QueueAnswer.Active) ask(right, token);

        assertThat(seenHere.expiresAt()).isEqualTo(seenThere.expiresAt());
        assertThat(instance.replica().age()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCorrectedClockForgetsNoActiveUser() {
        var slow = new AtomicReference<>(Duration.ofHours(1));
        InstantSource source = () -> Instant.ofEpochMilli(queue.now.get()).minus(slow.get());
        var corrected = queue.local(SETTINGS, source.withZone(ZoneOffset.UTC));
        var token = join("a");
        tick();
        corrected.replica().refresh();

        slow.set(Duration.ZERO);
        corrected.maintain();
        corrected.replica().refresh();
        queue.lose();

        assertThat(ask(corrected, token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void whileAllInstancesHoldEveryAnswerSaysHeldAndPlacesAreKept() {
        var token = join("a");
        for (int i = 0; i < 12; i++) {
            queue.pass(Duration.ofMillis(250));
            here.steering().admit(HELD);
            there.steering().admit(HELD);
        }
        here.replica().refresh();
        there.replica().refresh();

        for (var instance : List.of(here, there)) {
            assertThat(ask(instance, token)).isInstanceOfSatisfying(QueueAnswer.Waiting.class, place -> {
                assertThat(place.admission()).isEqualTo(Admission.HELD);
                assertThat(place.estimatedWait()).isNull();
                assertThat(place.position()).isEqualTo(1);
            });
        }
        assertThat(here.figures().admission()).isEqualTo(Admission.HELD);
        assertThat(here.steering().rate()).isZero();
    }

    @Test
    void oneInstanceThatDoesNotHoldIsEnoughForAdmission() {
        for (int i = 0; i < 12; i++) {
            queue.pass(Duration.ofMillis(250));
            here.steering().admit(HELD);
            there.steering().admit(CEILING);
        }
        here.replica().refresh();

        assertThat(here.replica().state().admission()).isEqualTo(Admission.OPEN);
    }

    @Test
    void aPauseGoesBeforeAHold() {
        pause();
        var token = join("a");
        here.steering().admit(HELD);
        queue.pass(Duration.ofSeconds(5));
        here.replica().refresh();

        assertThat(((QueueAnswer.Waiting) ask(here, token)).admission()).isEqualTo(Admission.PAUSED);
    }

    @Test
    void theRateIsTheAllowedShareOrThePinnedRate() {
        here.steering().admit(new AdmissionPressure.Allowance(0.5, false));
        assertThat(here.steering().rate()).isEqualTo(75);

        here.steering().change(QueueChange.of(Map.of("ratePinned", 60)));
        here.steering().admit(new AdmissionPressure.Allowance(0, false));
        assertThat(here.steering().rate()).isEqualTo(60);
    }

    @Test
    void anEmptyChangeIsNoFailure() {
        pause();
        pause();
        here.steering().change(QueueChange.of(Map.of()));

        assertThat(here.replica().state().settings().paused()).isTrue();
    }

    @Test
    void anInstanceThatIsNotLoadedLoadsBeforeItAnswers() {
        var token = join("a");
        tick();

        assertThat(ask(queue.local(SETTINGS), token)).isInstanceOf(QueueAnswer.Active.class);
    }

    @Test
    void theRateFallsAsActiveUsersNearTheirMaximum() {
        var small = queue.local(TestQueue.rates(50, 100, 500));
        for (int i = 0; i < 2_000; i++) {
            join("u" + i);
        }
        for (int i = 0; i < 4 * 60; i++) {
            queue.pass(Duration.ofMillis(250));
            small.steering().admit(CEILING);
            small.replica().refresh();
        }

        assertThat(small.replica().snapshot().active()).isBetween(400L, 499L);
    }
}

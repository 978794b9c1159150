package io.showgate.queue;

import static io.showgate.queue.AdmissionPressure.Allowance.CEILING;
import static io.showgate.queue.TestQueue.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.Departure.Outcome;
import io.showgate.support.UserIds;
import io.showgate.web.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Redis loses a queue, in whole or in part, while two instances have replicas of it. The clock moves only when a test
 * moves it.
 */
class QueueLossIntegrationTests {

    private final TestQueue queue = new TestQueue();
    private final LocalQueue here = queue.local(TestQueue.rates(50, 50, 20));
    private final LocalQueue there = queue.local(TestQueue.rates(50, 50, 20));

    private void tick() {
        queue.pass(Duration.ofMillis(250));
        for (var instance : List.of(here, there)) {
            instance.steering().admit(CEILING);
            instance.replica().refresh();
        }
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toMillis() / 250; i++) {
            tick();
        }
    }

    private static String join(LocalQueue instance, String user) {
        return ((QueueAnswer.Placed) instance.places().join(new UserId(user))).waitingToken();
    }

    private static QueueAnswer ask(LocalQueue instance, String token) {
        return instance.lookup().locate(TestQueue.read(token), token);
    }

    private Map<String, String> people(int count) {
        var tokens = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            tokens.put("u" + i, join(i % 2 == 0 ? here : there, "u" + i));
        }
        return tokens;
    }

    private List<String> inRandomOrder(Map<String, String> tokens) {
        var users = new ArrayList<>(tokens.keySet());
        Collections.shuffle(users, new Random(1));
        return users;
    }

    @Test
    void allPlacesComeBackInOrderAndActiveUsersStayActive() {
        var tokens = people(200);
        pass(Duration.ofSeconds(6));
        var active = List.copyOf(queue.active());
        var waited = List.copyOf(queue.waiting());
        assertThat(active).hasSize(20);
        queue.lose();

        tick();
        assertThat(queue.active()).containsExactlyInAnyOrderElementsOf(active);
        var newcomer = join(here, "newcomer");
        for (var user : inRandomOrder(tokens)) {
            ask(user.hashCode() % 2 == 0 ? here : there, Objects.requireNonNull(tokens.get(user)));
        }
        here.maintain();
        there.maintain();

        assertThat(queue.waiting()).containsExactlyElementsOf(concat(waited, "newcomer"));
        assertThat(TestQueue.read(newcomer).number()).isGreaterThan(200);
        tokens.forEach((user, token) -> assertThat(join(there, user)).isEqualTo(token));
        active.forEach(user -> assertThat(ask(there, Objects.requireNonNull(tokens.get(user))))
                .isInstanceOf(QueueAnswer.Active.class));
    }

    @Test
    void peopleWithAnyIdComeBack() {
        var tokens = new LinkedHashMap<String, String>();
        UserIds.all().forEach(user -> tokens.put(user, join(here, user)));
        pass(Duration.ofSeconds(6));
        var active = List.copyOf(queue.active());
        var waited = List.copyOf(queue.waiting());
        assertThat(active).hasSize(20);
        queue.lose();

        tick();
        tokens.values().forEach(token -> ask(there, token));
        here.maintain();
        there.maintain();

        assertThat(queue.active()).containsExactlyInAnyOrderElementsOf(active);
        assertThat(queue.waiting()).containsExactlyElementsOf(waited);
        tokens.forEach((user, token) -> assertThat(join(here, user)).isEqualTo(token));
        assertThat(there.replica().actives().all()).containsOnlyKeys(active);
    }

    private static List<String> concat(List<String> first, String last) {
        var all = new ArrayList<>(first);
        all.add(last);
        return all;
    }

    @Test
    void noPositionRisesWhilePeopleComeBack() {
        var tokens = people(300);
        pass(Duration.ofSeconds(6));
        var best = new HashMap<String, Long>();
        checkPositions(tokens, best);
        queue.lose();
        tick();

        for (var user : inRandomOrder(tokens)) {
            ask(here, Objects.requireNonNull(tokens.get(user)));
            here.maintain();
            if (user.hashCode() % 10 == 0) {
                tick();
                checkPositions(tokens, best);
            }
        }
        pass(Duration.ofSeconds(16));
        checkPositions(tokens, best);
    }

    private void checkPositions(Map<String, String> tokens, Map<String, Long> best) {
        tokens.forEach((user, token) -> {
            if (ask(there, token) instanceof QueueAnswer.Waiting waiting) {
                assertThat(waiting.position()).as(user).isLessThanOrEqualTo(best.getOrDefault(user, Long.MAX_VALUE));
                best.put(user, waiting.position());
            }
        });
        assertThat(best).hasSizeGreaterThan(200);
    }

    @Test
    void newPeopleAreAdmittedOnlyAfterTheTimeToComeBack() {
        var tokens = people(60);
        pass(Duration.ofSeconds(6));
        var first = queue.waiting().iterator().next();
        queue.lose();
        tick();
        join(here, "newcomer");
        tokens.values().forEach(token -> here.places().leave(TestQueue.read(token)));
        queue.scripts.change(Map.of("maxActive", "100"));

        pass(Duration.ofSeconds(14));
        assertThat(queue.active()).doesNotContain("newcomer");
        ask(here, Objects.requireNonNull(tokens.get(first)));
        here.maintain();
        pass(Duration.ofSeconds(2));

        assertThat(queue.active()).contains("newcomer");
    }

    @Test
    void aRedisThatIsASecondBehindGivesNoNumberTwiceAndTakesNothing() {
        var early = people(30);
        pass(Duration.ofSeconds(2));
        var backup = queue.copy();
        var late = join(here, "late");
        pass(Duration.ofSeconds(1));
        var active = List.copyOf(queue.active());
        var waited = List.copyOf(queue.waiting());
        queue.setBackTo(backup);

        var newcomer = join(there, "newcomer");
        tick();
        assertThat(queue.active()).containsExactlyInAnyOrderElementsOf(active);
        assertThat(TestQueue.read(newcomer).number())
                .isGreaterThan(TestQueue.read(late).number());
        ask(there, late);
        there.maintain();

        assertThat(queue.waiting()).containsExactlyElementsOf(concat(waited, "newcomer"));
        assertThat(join(here, "late")).isEqualTo(late);
        early.forEach((user, token) -> assertThat(join(here, user)).isEqualTo(token));
    }

    /**
     * A person joins and polls, and then Redis is set back to its state before that. No tick has noticed it yet.
     * Returns the token of the person.
     */
    private String joinBeforeARollback() {
        people(30);
        var backup = queue.copy();
        var late = join(here, "late");
        tick();
        ask(there, late);
        queue.setBackTo(backup);
        return late;
    }

    private void leave(List<String> users, Map<String, String> tokens) {
        users.forEach(user -> here.places().leave(TestQueue.read(Objects.requireNonNull(tokens.get(user)))));
    }

    @Test
    void aPersonSeenBeforeATickNoticesTheLossKeepsThePlace() {
        var late = joinBeforeARollback();

        there.maintain();
        tick();

        assertThat(ask(there, late)).isInstanceOf(QueueAnswer.Waiting.class);
        there.maintain();
        assertThat(queue.waiting()).contains("late");
    }

    @Test
    void aPersonWhoLeavesBeforeATickNoticesTheLossStaysGone() {
        var late = joinBeforeARollback();

        here.places().leave(TestQueue.read(late));
        tick();
        there.maintain();

        assertThat(queue.waiting()).doesNotContain("late");
    }

    @Test
    void anActiveUserWhoLeavesBeforeAllInstancesNoticeTheLossStaysOut() {
        var tokens = people(30);
        pass(Duration.ofSeconds(6));
        var active = List.copyOf(queue.active());
        queue.lose();
        here.replica().refresh();

        leave(active, tokens);
        there.replica().refresh();

        assertThat(queue.active()).isEmpty();
    }

    @Test
    void anActiveUserWhoLeavesARedisThatIsBehindStaysOut() {
        var tokens = people(30);
        pass(Duration.ofSeconds(6));
        var active = List.copyOf(queue.active());
        var backup = queue.copy();
        queue.scripts.change(Map.of("maxActive", "21"));
        pass(Duration.ofSeconds(1));
        queue.setBackTo(backup);

        leave(active, tokens);
        there.replica().refresh();

        assertThat(queue.active()).hasSize(1).doesNotContainAnyElementsOf(active);
    }

    @Test
    void aBypassBeforeATickNoticesTheLossGetsANewNumber() {
        var late = joinBeforeARollback();

        var staff = (QueueAnswer.Placed) there.places().bypass(new UserId("staff"));

        assertThat(TestQueue.read(staff.waitingToken()).number())
                .isGreaterThan(TestQueue.read(late).number());
    }

    @Test
    void aRestartedRedisWithAllDataGoesOnAfterASecond() {
        var tokens = people(60);
        pass(Duration.ofSeconds(2));
        int active = queue.active().size();
        queue.startRedisAgain();
        tick();
        assertThat(here.replica().snapshot().isSettling()).isTrue();
        pass(Duration.ofSeconds(3));

        assertThat(queue.active().size()).isGreaterThan(active);
        tokens.forEach((user, token) -> assertThat(join(there, user)).isEqualTo(token));
        assertThat(here.recovery().losses()).isZero();
    }

    @Test
    void aPlaceGivenUpAfterTheLossDoesNotComeBack() {
        var token = join(here, "a");
        here.replica().refresh();
        queue.scripts.change(Map.of("paused", "1"));
        tick();
        queue.lose();
        tick();
        ask(here, token);
        here.maintain();
        assertThat(here.places().leave(TestQueue.read(token))).isEqualTo(Outcome.LEFT);

        ask(there, token);
        there.maintain();

        assertThat(ask(there, token)).isInstanceOf(QueueAnswer.Ended.class);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void joiningAgainBeforeTheTokenIsShownKeepsTheEarlierPlace() {
        here.replica().refresh();
        queue.scripts.change(Map.of("paused", "1"));
        var token = join(here, "a");
        tick();
        queue.lose();
        tick();
        assertThat(join(there, "a")).isNotEqualTo(token);

        ask(here, token);
        here.maintain();

        assertThat(join(there, "a")).isEqualTo(token);
        assertThat(queue.waiting()).containsExactly("a");
    }

    @Test
    void aPersonWithTwoTokensHasTheEarlierPlaceWithBoth() {
        here.replica().refresh();
        queue.scripts.change(Map.of("paused", "1"));
        var token = join(here, "a");
        tick();
        queue.lose();
        tick();
        var newer = join(there, "a");
        ask(here, token);
        here.maintain();

        assertThat(there.places().leave(TestQueue.read(join(there, "other")))).isEqualTo(Outcome.LEFT);
        ask(there, newer);
        there.maintain();

        for (int i = 0; i < 2; i++) {
            assertThat(ask(there, newer)).isInstanceOfSatisfying(QueueAnswer.Waiting.class, waiting -> {
                assertThat(waiting.waitingToken()).isEqualTo(token);
                assertThat(waiting.position()).isEqualTo(1);
            });
        }
        assertThat(there.places().leave(TestQueue.read(newer))).isEqualTo(Outcome.LEFT);
        assertThat(queue.waiting()).isEmpty();
        areGone(List.of(token, newer));
    }

    /**
     * The tokens end at the second poll at the latest, because an instance may not know of the departure at the first.
     */
    private void areGone(List<String> tokens) {
        for (var instance : List.of(here, there)) {
            tokens.forEach(token -> {
                ask(instance, token);
                instance.maintain();
                assertThat(ask(instance, token)).isInstanceOf(QueueAnswer.Ended.class);
            });
        }
    }

    @Test
    void joiningAgainBeforeTheSessionComesBackMakesBothTokensActive() {
        var tokens = admitWithTwoTokens();

        for (var instance : List.of(here, there)) {
            tokens.forEach(token -> assertThat(ask(instance, token)).isInstanceOf(QueueAnswer.Active.class));
        }
        assertThat(queue.waiting()).isEmpty();
    }

    /**
     * A user whose session only one instance knows joins again at the other one. Returns the earlier and the new token.
     */
    private List<String> admitWithTwoTokens() {
        tick();
        var token = join(there, "a");
        there.steering().admit(CEILING);
        there.replica().refresh();
        queue.lose();
        var newer = join(here, "a");
        assertThat(newer).isNotEqualTo(token);
        tick();
        tick();
        return List.of(token, newer);
    }

    @Test
    void aSessionLastsAsLongAsEitherTokenIsUsed() {
        var newer = admitWithTwoTokens().getLast();

        for (int i = 0; i < 3; i++) {
            queue.pass(SETTINGS.session().minusMinutes(1));
            tick();
            assertThat(here.lookup().enter(TestQueue.read(newer), newer)).isInstanceOf(QueueAnswer.Active.class);
            here.maintain();
        }
    }

    @Test
    void leavingWithEitherTokenEndsBoth() {
        var tokens = admitWithTwoTokens();

        assertThat(here.places().leave(TestQueue.read(tokens.getLast()))).isEqualTo(Outcome.LEFT);
        assertThat(ask(here, tokens.getFirst())).isInstanceOf(QueueAnswer.Ended.class);
        tick();

        assertThat(queue.active()).isEmpty();
        areGone(tokens);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void aUserAdmittedAgainIsActiveWithTheEarlierTokenToo() {
        queue.scripts.change(Map.of("paused", "1"));
        var token = join(here, "a");
        tick();
        queue.lose();
        tick();
        var newer = join(there, "a");
        here.steering().change(QueueChange.of(Map.of("paused", false)));
        pass(Duration.ofSeconds(16));
        assertThat(ask(here, newer)).isInstanceOf(QueueAnswer.Active.class);

        assertThat(ask(here, token)).isInstanceOf(QueueAnswer.Active.class);
        assertThat(here.places().leave(TestQueue.read(token))).isEqualTo(Outcome.LEFT);
        assertThat(queue.active()).isEmpty();
    }

    @Test
    void anotherRestartOfRedisLeavesTheSameTimeToComeBack() {
        settleForFiveSeconds();

        queue.startRedisAgain();

        assertTenSecondsAreLeft();
    }

    @Test
    void anOutageOfRedisDoesNotCountAsTimeToComeBack() {
        settleForFiveSeconds();

        queue.pass(Duration.ofSeconds(60));

        assertTenSecondsAreLeft();
    }

    /** Five of the fifteen seconds after a loss pass, while a new person waits. */
    private void settleForFiveSeconds() {
        here.replica().refresh();
        join(here, "a");
        queue.lose();
        tick();
        join(here, "newcomer");
        pass(Duration.ofSeconds(5));
    }

    private void assertTenSecondsAreLeft() {
        pass(Duration.ofSeconds(9));
        assertThat(queue.active()).isEmpty();
        pass(Duration.ofSeconds(2));

        assertThat(queue.active()).contains("newcomer");
    }

    @Test
    void anOperatorsSettingsOutliveTheLoss() {
        here.replica().refresh();
        here.steering().change(QueueChange.of(Map.of("paused", true)));
        queue.lose();

        tick();

        assertThat(there.replica().state().settings().paused()).isTrue();
    }

    @Test
    void anInstanceThatKnowsNothingOpensTheQueueAboveEveryNumber() {
        var token = join(here, "a");
        queue.lose();
        var late = queue.local(SETTINGS);
        late.replica().refresh();

        assertThat(TestQueue.read(join(late, "b")).number())
                .isGreaterThan(TestQueue.read(token).number());
        ask(late, token);
        late.maintain();

        assertThat(queue.waiting()).containsExactly("a", "b");
    }
}

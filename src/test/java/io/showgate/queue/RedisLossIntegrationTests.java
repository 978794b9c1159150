package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.SideBySide;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two real instances, whose Redis is emptied, replaced by an empty one, and set back, while people wait or are active.
 * No one loses a place or overtakes another person, and no number is given twice.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
@SideBySide
class RedisLossIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final int PEOPLE = 120;
    private static final int ACTIVE = 20;
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static ShowgateProcess first;
    private static ShowgateProcess second;

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final List<String> gone = new ArrayList<>();
    private List<Api> instances;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        var both = ShowgateProcess.startBoth(RedisLossIntegrationTests::instance, RedisLossIntegrationTests::instance);
        first = both.getFirst();
        second = both.getLast();
    }

    private static ShowgateProcess instance() {
        var settle = Map.of("SHOWGATE_QUEUE_RECOVERY_SETTLE", "4s");
        return ShowgateProcess.start(redis.environment(), database.environment(), settle);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void fill() {
        instances = List.of(new Api(first.port()), new Api(second.port()));
        change("{\"paused\": false, \"maxActive\": " + ACTIVE + ", \"rateFloor\": 1000, \"rateCeiling\": 1000}");
        for (int i = 0; i < PEOPLE; i++) {
            join("u" + i);
        }
        soon().until(() -> active().size() == ACTIVE);
    }

    @AfterEach
    void empty() {
        gone.addAll(tokens.values());
        gone.forEach(
                token -> soon().until(() -> instances.getFirst().leave(token).statusCode() == 204));
        soon().until(() -> figure("$.waiting") == 0 && figure("$.active") == 0);
    }

    /** Waits for as long as a recovery may take. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).atMost(RECOVERY);
    }

    private void change(String body) {
        soon().until(() -> instances.getFirst().operator("PATCH", MAIN, body).statusCode() == 200);
    }

    private int figure(String path) {
        return Api.number(instances.getFirst().operator("GET", MAIN, ""), path);
    }

    private void join(String user) {
        soon().until(() -> {
            var answer = instances.get(tokens.size() % 2).join(user);
            assertThat(answer.statusCode()).isIn(200, 503);
            if (answer.statusCode() == 200) {
                tokens.put(user, Api.text(answer, "$.waitingToken"));
            }
            return answer.statusCode() == 200;
        });
    }

    private static long number(String token) {
        return TestTokens.number(token);
    }

    private List<String> active() {
        return tokens.keySet().stream().filter(user -> position(user) == 0).toList();
    }

    private int position(String user) {
        var answer = instances.getLast().poll(Objects.requireNonNull(tokens.get(user)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.number(answer, "$.position");
    }

    /** All people poll, in another order than they came. Each gets an answer with a place. */
    private void askInAnyOrder() {
        var users = new ArrayList<>(tokens.keySet());
        Collections.shuffle(users, new Random(1));
        users.forEach(this::position);
    }

    private Map<String, Integer> positions() {
        var positions = new HashMap<String, Integer>();
        tokens.keySet().forEach(user -> positions.put(user, position(user)));
        return positions;
    }

    /** A person who polled before any instance noticed the loss is put back at their next poll, so all poll again. */
    private void assertAllAreWhereTheyWere(Map<String, Integer> before) {
        askInAnyOrder();
        before.forEach((user, position) -> assertThat(position(user)).as(user).isLessThanOrEqualTo(position));
        var early = List.copyOf(tokens.entrySet());
        join("newcomer");
        assertThat(early)
                .allSatisfy(place -> assertThat(number(place.getValue()))
                        .isLessThan(number(Objects.requireNonNull(tokens.get("newcomer")))));
        assertThat(tokens.values()).doesNotHaveDuplicates();
        soon().until(() -> {
            askInAnyOrder();
            return figure("$.waiting") == tokens.size() - ACTIVE;
        });
        assertThat(figure("$.active")).isEqualTo(ACTIVE);
    }

    /** The active users leave, and the next are admitted in the order of their numbers. */
    private void assertTheNextAreAdmittedInOrder(List<String> activeBefore) {
        activeBefore.forEach(user -> instances.getFirst().leave(Objects.requireNonNull(tokens.remove(user))));
        var next = tokens.keySet().stream().limit(ACTIVE).toList();
        soon().untilAsserted(() -> assertThat(active()).containsExactlyElementsOf(next));
    }

    @Test
    void afterFlushAllEveryoneIsWhereTheyWere() {
        var before = positions();
        var activeBefore = active();

        redis.empty();

        assertAllAreWhereTheyWere(before);
        assertThat(active()).isEqualTo(activeBefore);
        assertTheNextAreAdmittedInOrder(activeBefore);
    }

    @Test
    void anEmptyReplacementLosesNoPlace() {
        var before = positions();
        var activeBefore = active();

        redis.kill();
        redis.forgetWhatItPersisted();
        redis.restart();

        assertAllAreWhereTheyWere(before);
        assertThat(active()).isEqualTo(activeBefore);
        assertTheNextAreAdmittedInOrder(activeBefore);
    }

    @Test
    void aRedisThatIsBehindGivesNoNumberToTwoPeople() {
        var activeBefore = active();
        var backup = redis.snapshot();
        for (int i = 0; i < 20; i++) {
            join("late" + i);
        }
        activeBefore.stream().limit(5).forEach(user -> {
            var token = Objects.requireNonNull(tokens.remove(user));
            gone.add(token);
            instances.getFirst().leave(token);
        });
        soon().until(() -> active().size() == ACTIVE);
        var before = positions();
        var activeNow = active();

        redis.restore(backup);

        askInAnyOrder();
        before.forEach((user, position) -> assertThat(position(user)).as(user).isLessThanOrEqualTo(position));
        join("newcomer");
        assertThat(tokens.values()).doesNotHaveDuplicates();
        assertThat(tokens.values().stream().map(RedisLossIntegrationTests::number))
                .doesNotHaveDuplicates();
        assertThat(active()).containsAll(activeNow);
    }
}

package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Crowd;
import io.showgate.support.OwnDatabase;
import io.showgate.support.OwnRedis;
import io.showgate.support.RedisPersistence;
import io.showgate.support.ShowgateProcess;
import io.showgate.support.TestServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real Redis that stands still or is killed while hundreds ask at once: nobody waits longer than a second for it,
 * once it is known to be away nobody waits at all, and everything goes on by itself when it is back.
 */
@Tag(TestServers.ONCE)
class RedisAwayIntegrationTests {

    /** How Redis may be away. */
    enum Outage {
        STOPPED,
        KILLED;

        private void begin() {
            if (this == STOPPED) {
                redis.pause();
            } else {
                redis.kill();
            }
        }

        private void end() {
            if (this == STOPPED) {
                redis.resume();
            } else {
                redis.restart();
            }
        }
    }

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final int PEOPLE = 500;

    /** What a request waits for Redis at most. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** What a machine that does much else at the same time may add to that. Unbounded, 500 would take 40 s. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    /** What a command waits for Redis at least when it is away: whoever is told sooner did not wait. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static ShowgateProcess instance;
    private static ShowgateProcess strict;
    private static Api api;
    private static CouponApi coupons;

    private String waiting = "";
    private String inside = "";
    private String issued = "";
    private long coupon;
    private long soldOut;
    private Duration anAnswer = Duration.ZERO;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        var instances = ShowgateProcess.startBoth(
                () -> start(Map.of()), () -> start(Map.of("SHOWGATE_ADMISSION_WHENREDISISAWAY", "nobody")));
        instance = instances.getFirst();
        strict = instances.getLast();
        api = new Api(instance.port());
        coupons = new CouponApi(instance.port());
    }

    private static ShowgateProcess start(Map<String, String> settings) {
        return ShowgateProcess.start(redis.environment(), database.environment(), settings);
    }

    @AfterAll
    static void stop() {
        instance.close();
        strict.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void peopleWait() {
        assertThat(api.operator("PATCH", MAIN, "{\"paused\": true}").statusCode())
                .isEqualTo(200);
        waiting = api.tokenOf("person-waiting");
        await().until(() -> api.poll(waiting).statusCode() == 200);
        inside = Api.text(api.operator("PUT", MAIN + "/active/person-inside", ""), "$.waitingToken");
        await().until(() -> enter(strict).statusCode() == 204);
        coupon = coupons.add(10_000);
        soldOut = coupons.add(1);
        issued = coupons.issuedTo(soldOut, "person-with-coupon");
        coupons.awaitLeft(soldOut, 0);
        coupons.awaitLeft(coupon, 10_000);
        Crowd.of(PEOPLE, this::ask);
        anAnswer = LONGEST_WAIT.plus(BUSY).plus(effort());
    }

    /** What this machine needs, busy as it is, for so many requests while Redis answers. */
    private Duration effort() {
        var asked = Crowd.of(PEOPLE, this::ask).longest();
        return asked.multipliedBy(2);
    }

    private HttpResponse<String> enter(ShowgateProcess instance) {
        return new Api(instance.port()).get("/api/v1/queue/gate", "waitingToken", inside);
    }

    /** Joins and claims: what needs Redis. */
    private HttpResponse<String> ask(int person) {
        return switch (person % 2) {
            case 0 -> api.join("person-" + person);
            default -> coupons.claim(coupon, "person-" + person);
        };
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWaitsForLongAndEverythingGoesOnAfterwards(Outage outage) {
        var line = instance.output().length();
        outage.begin();

        Crowd.of(PEOPLE, this::ask).assertAnswered(anAnswer, 503);
        await().atMost(anAnswer).until(() -> instance.output().substring(line).contains("cannot tick"));
        Crowd.of(PEOPLE, this::ask).assertAnswered(anAnswer, 503);
        assertThat(Crowd.inTurn(20, this::ask).assertAnswered(anAnswer, 503).median())
                .isLessThan(TIMEOUT);

        Crowd.of(PEOPLE, _ -> api.poll(waiting)).assertAnswered(anAnswer, 200);
        await().atMost(RECOVERY).until(() -> Api.text(api.poll(waiting), "$.staleSince") != null);
        assertThat(enter(instance).statusCode()).isEqualTo(204);
        await().atMost(RECOVERY).until(() -> enter(strict).statusCode() == 503);
        Crowd.of(PEOPLE, person -> coupons.claim(soldOut, "late-" + person)).assertAnswered(anAnswer, 409);
        assertThat(coupons.state(issued)).isEqualTo("ISSUED");
        assertThat(api.leave(waiting).statusCode()).isEqualTo(503);
        assertThat(coupons.giveBack(issued).statusCode()).isEqualTo(503);
        assertThat(coupons.change(coupon, "{\"stock\":20000}").statusCode()).isEqualTo(503);
        var said = instance.output().substring(line);
        assertThat(said.lines()).hasSizeLessThan(20);
        assertThat(said).doesNotContain(" ERROR ");

        outage.end();
        await().atMost(RECOVERY).until(() -> api.join("person-new").statusCode() == 200);
        assertThat(Api.text(api.poll(waiting), "$.staleSince")).isNull();
        await().atMost(RECOVERY).until(() -> enter(strict).statusCode() == 204);
        await().atMost(RECOVERY)
                .until(() -> coupons.claim(coupon, "person-new-" + outage).statusCode() == 202);
        assertThat(api.tokenOf("person-waiting")).isEqualTo(waiting);
        assertThat(instance.output()).contains("Queue main ticks again", "Coupons: can poll the campaigns again");
    }
}

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
 * A real Redis is paused or killed while hundreds of people send requests at once. A request waits for at most a second
 * for Redis. Once the outage is known, requests do not wait at all. After the outage everything works again by itself.
 */
@Tag(TestServers.ONCE)
class RedisAwayIntegrationTests {

    /** The kinds of outages of Redis. */
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

    /** The longest time that a request waits for Redis. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** The delay that a busy machine may add. Without a limit on waiting, 500 requests would take 40 s. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(1);

    /** The timeout of a command. An answer that comes sooner did not wait for Redis. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private static OwnRedis redis;
    private static OwnDatabase database;
    private static ShowgateProcess instance;
    private static ShowgateProcess admittingNoOne;
    private static Api api;
    private static CouponApi coupons;

    private String waiting = "";
    private String active = "";
    private String left = "";
    private String issued = "";
    private long coupon;
    private long soldOut;
    private Duration longestAnswer = Duration.ZERO;

    @BeforeAll
    static void start() {
        redis = OwnRedis.start(RedisPersistence.WRITTEN);
        database = OwnDatabase.start();
        var instances = ShowgateProcess.startBoth(
                () -> start(Map.of()), () -> start(Map.of("SHOWGATE_ADMISSION_WHENREDISISAWAY", "nobody")));
        instance = instances.getFirst();
        admittingNoOne = instances.getLast();
        api = new Api(instance.port());
        coupons = new CouponApi(instance.port());
    }

    private static ShowgateProcess start(Map<String, String> settings) {
        return ShowgateProcess.start(redis.environment(), database.environment(), settings);
    }

    @AfterAll
    static void stop() {
        instance.close();
        admittingNoOne.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void prepare() {
        assertThat(api.operator("PATCH", MAIN, "{\"paused\": true}").statusCode())
                .isEqualTo(200);
        waiting = api.tokenOf("person-waiting");
        await().until(() -> api.poll(waiting).statusCode() == 200);
        active = Api.text(api.operator("PUT", MAIN + "/active/person-active", ""), "$.waitingToken");
        await().until(() -> enter(admittingNoOne).statusCode() == 204);
        left = leftThroughAnotherInstance();
        coupon = coupons.add(10_000);
        soldOut = coupons.add(1);
        issued = coupons.issuedTo(soldOut, "person-with-coupon");
        coupons.awaitLeft(soldOut, 0);
        coupons.awaitLeft(coupon, 10_000);
        Crowd.of(PEOPLE, this::ask);
        longestAnswer = LONGEST_WAIT.plus(ALLOWANCE).plus(usualTime());
    }

    /** The token of a place that was given up. This instance has not been asked about it, so Redis must decide. */
    private String leftThroughAnotherInstance() {
        var token = Api.text(api.operator("PUT", MAIN + "/active/person-left", ""), "$.waitingToken");
        assertThat(new Api(admittingNoOne.port()).leave(token).statusCode()).isEqualTo(204);
        await().until(() -> Api.number(api.operator("GET", MAIN, ""), "$.active") == 1);
        return token;
    }

    private HttpResponse<String> enterWithCookies(String cookies) {
        return api.get("/api/v1/queue/gate", "Cookie", cookies);
    }

    /** Twice the time that this machine now needs for all requests while Redis answers. */
    private Duration usualTime() {
        var asked = Crowd.of(PEOPLE, this::ask).longest();
        return asked.multipliedBy(2);
    }

    private HttpResponse<String> enter(ShowgateProcess instance) {
        return new Api(instance.port()).get("/api/v1/queue/gate", "waitingToken", active);
    }

    /** Joins or claims; both need Redis. */
    private HttpResponse<String> ask(int person) {
        return switch (person % 2) {
            case 0 -> api.join("person-" + person);
            default -> coupons.claim(coupon, "person-" + person);
        };
    }

    @ParameterizedTest
    @EnumSource
    void noRequestWaitsForLongAndEverythingWorksAfterwards(Outage outage) {
        int before = instance.output().length();
        outage.begin();

        Crowd.of(PEOPLE, this::ask).assertAnswered(longestAnswer, 503);
        await().atMost(longestAnswer)
                .until(() -> instance.output().substring(before).contains("cannot tick"));
        Crowd.of(PEOPLE, this::ask).assertAnswered(longestAnswer, 503);
        assertThat(Crowd.oneAfterAnother(20, this::ask)
                        .assertAnswered(longestAnswer, 503)
                        .median())
                .isLessThan(TIMEOUT);

        Crowd.of(PEOPLE, _ -> api.poll(waiting)).assertAnswered(longestAnswer, 200);
        await().atMost(RECOVERY).until(() -> Api.text(api.poll(waiting), "$.staleSince") != null);
        assertThat(enter(instance).statusCode()).isEqualTo(204);
        assertThat(enterWithCookies("waitingToken=" + left).statusCode()).isEqualTo(503);
        assertThat(enterWithCookies("waitingToken=" + left + "; waitingToken=" + active)
                        .statusCode())
                .isEqualTo(204);
        await().atMost(RECOVERY).until(() -> enter(admittingNoOne).statusCode() == 503);
        Crowd.of(PEOPLE, person -> coupons.claim(soldOut, "late-" + person)).assertAnswered(longestAnswer, 409);
        assertThat(coupons.state(issued)).isEqualTo("ISSUED");
        assertThat(api.leave(waiting).statusCode()).isEqualTo(503);
        assertThat(coupons.giveBack(issued).statusCode()).isEqualTo(503);
        assertThat(coupons.change(coupon, "{\"stock\":20000}").statusCode()).isEqualTo(503);
        var logged = instance.output().substring(before);
        assertThat(logged.lines()).hasSizeLessThan(20);
        assertThat(logged).doesNotContain(" ERROR ");

        outage.end();
        await().atMost(RECOVERY).until(() -> api.join("person-new").statusCode() == 200);
        assertThat(Api.text(api.poll(waiting), "$.staleSince")).isNull();
        await().atMost(RECOVERY).until(() -> enter(admittingNoOne).statusCode() == 204);
        await().atMost(RECOVERY)
                .until(() -> coupons.claim(coupon, "person-new-" + outage).statusCode() == 202);
        assertThat(api.tokenOf("person-waiting")).isEqualTo(waiting);
        assertThat(instance.output()).contains("Queue main ticks again", "Coupons: can poll the campaigns again");
    }
}

package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponBackup;
import io.showgate.support.CouponKeys;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.LoudLogs;
import io.showgate.support.TestRedis;
import io.showgate.support.TestServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database is restored to a moment before a campaign, and the next campaign gets its id. Redis still has the
 * earlier campaign: a recorded claim of {@code ann} and an unrecorded one of {@code ben}. Two instances share both.
 */
class RestoredDatabaseIntegrationTests {

    private static final Duration SEEN = Duration.ofSeconds(10);
    private static final int EARLIER_STOCK = 10;
    private static final Instances INSTANCES = new Instances("restored_database");

    private static Instance here;
    private static Instance there;
    private static JdbcTemplate jdbc;
    private static RedissonClient redis;

    private LoudLogs logs = new LoudLogs();
    private CouponBackup backup;
    private long coupon;
    private String annsReceipt;
    private String bensReceipt;

    @BeforeAll
    static void start() {
        here = INSTANCES.start();
        there = INSTANCES.start();
        jdbc = new JdbcTemplate(new DriverManagerDataSource(
                property("spring.datasource.url"), TestServers.databaseUsername(), TestServers.databasePassword()));
        redis = TestRedis.clientOf(property("spring.data.redis.url"));
    }

    private static String property(String name) {
        return here.context().getEnvironment().getRequiredProperty(name);
    }

    @AfterAll
    static void stop() {
        redis.shutdown();
        INSTANCES.close();
    }

    @BeforeEach
    void runTheEarlierCampaign() {
        backup = CouponBackup.of(jdbc);
        coupon = here.coupons().add(EARLIER_STOCK);
        there.coupons().awaitLeft(coupon, EARLIER_STOCK);
        annsReceipt = here.coupons().issuedTo(coupon, "ann");
        instances().forEach(Instance::stopRecording);
        bensReceipt = here.coupons().receiptOf(coupon, "ben");
    }

    @AfterEach
    void closeLogs() {
        instances().forEach(Instance::startRecording);
        logs.close();
    }

    private static Stream<Instance> instances() {
        return Stream.of(here, there);
    }

    private static Stream<CouponApi> apis() {
        return instances().map(Instance::coupons);
    }

    /** Adds a campaign, which gets the id of the earlier one, and waits until every instance shows its whole stock. */
    private void addAnother(int stock) {
        assertThat(here.coupons().add(stock)).isEqualTo(coupon);
        apis().forEach(api -> api.awaitLeft(coupon, stock));
        instances().forEach(Instance::startRecording);
    }

    @Test
    void anEarlierReceiptHasNoPowerInTheNewCampaign() {
        backup.restore();
        addAnother(5);
        var annsNewReceipt = here.coupons().issuedTo(coupon, "ann");

        assertThat(annsNewReceipt).isNotEqualTo(annsReceipt);
        assertThat(apis()).allSatisfy(api -> {
            assertUnknownCampaign(api.ask(annsReceipt));
            assertUnknownCampaign(api.ask(bensReceipt, 200));
            assertUnknownCampaign(api.giveBack(annsReceipt));
            assertThat(api.state(annsNewReceipt)).isEqualTo("ISSUED");
        });
        assertThat(here.coupons().awaitAddsUp(coupon))
                .containsEntry("recorded", 1)
                .containsEntry("left", 4);
        assertThat(recordedUsers()).containsExactly("ann");
    }

    private static void assertUnknownCampaign(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(Api.problem(answer)).isEqualTo("unknown-coupon");
    }

    private List<String> recordedUsers() {
        return jdbc.queryForList("select user_id from coupon_claim where coupon_id = ?", String.class, coupon).stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    @Test
    void claimsOfTheEarlierCampaignStayInRedisBesideTheNewOne() {
        var earlierKeys = keys();
        backup.restore();
        addAnother(1);
        here.coupons().issuedTo(coupon, "zoe");
        assertThat(Api.problem(there.coupons().claim(coupon, "late"))).isEqualTo("sold-out");

        assertThat(keys()).isNotEqualTo(earlierKeys);
        assertEarlierClaimsAreKept(earlierKeys);
        assertThat(recordedUsers()).containsExactly("zoe");
    }

    @Test
    void instancesThatAreStartedAfterwardsKeepTheTwoApartToo() {
        var earlierKeys = keys();
        instances().forEach(Instance::close);
        backup.restore();
        here = INSTANCES.start();
        there = INSTANCES.start();
        logs.close();
        logs = new LoudLogs();
        addAnother(5);

        assertThat(apis()).allSatisfy(api -> assertUnknownCampaign(api.ask(bensReceipt)));
        assertEarlierClaimsAreKept(earlierKeys);
        assertThat(recordedUsers()).isEmpty();
    }

    /** The text that all keys of the campaign with this id begin with. */
    private String keys() {
        var prefix = CouponKeys.prefix(jdbc, coupon);
        assertThat(prefix).startsWith("coupon:{" + coupon + '-');
        return prefix;
    }

    private void assertEarlierClaimsAreKept(String earlierKeys) {
        assertThat(redis.<String>getScoredSortedSet(earlierKeys + "claims", StringCodec.INSTANCE)
                        .entryRange(0, -1))
                .extracting(entry -> entry.getValue())
                .containsExactly("ann", "ben");
        assertThat(Stream.of("stream", "dead-letters")
                        .mapToLong(name -> redis.getStream(earlierKeys + name, StringCodec.INSTANCE)
                                .size())
                        .sum())
                .as("the unrecorded claim of ben")
                .isOne();
        await().atMost(SEEN)
                .untilAsserted(() -> assertThat(logs.lines())
                        .anySatisfy(line -> assertThat(line).contains("Campaign " + coupon, earlierKeys)));
    }

    @Test
    void aCampaignThatIsGoneIsNotFound() {
        backup.restore();

        apis().forEach(api -> {
            await().atMost(SEEN).until(() -> api.campaign(coupon).statusCode() == 404);
            assertThat(Api.problem(api.claim(coupon, "late"))).isEqualTo("unknown-coupon");
            assertUnknownCampaign(api.ask(annsReceipt));
        });
    }

    /** As while a backup is read in and the binary log is replayed, or when a replica that lags takes over. */
    @Test
    void aCampaignThatComesBackIsRecordedAgain() {
        instances().forEach(Instance::startRecording);
        apis().forEach(api -> api.awaitAddsUp(coupon));
        backup = CouponBackup.of(jdbc);
        deleteCampaign();
        apis().forEach(api ->
                await().atMost(SEEN).until(() -> api.campaign(coupon).statusCode() == 404));

        backup.restore();
        apis().forEach(api -> api.awaitLeft(coupon, EARLIER_STOCK - 2));
        here.coupons().issuedTo(coupon, "zoe");
        assertThat(recordedUsers()).containsExactlyInAnyOrder("ann", "ben", "zoe");
    }

    @Test
    void theCampaignThatIsReplacedIsReportedEachTime() {
        backup = CouponBackup.of(jdbc);
        deleteCampaign();
        addAnother(5);
        var keysInBetween = keys();

        backup.restore();

        apis().forEach(api -> api.awaitLeft(coupon, EARLIER_STOCK - 2));
        await().atMost(SEEN)
                .untilAsserted(() -> assertThat(logs.lines())
                        .anySatisfy(line -> assertThat(line).contains("Campaign " + coupon, keysInBetween)));
    }

    /** The next campaign gets the id of the earlier one. */
    private void deleteCampaign() {
        jdbc.update("delete from coupon_claim where coupon_id = ?", coupon);
        jdbc.update("delete from coupon_campaign where id = ?", coupon);
        jdbc.execute("alter table coupon_campaign auto_increment = 1");
    }

    @Test
    void aCampaignThatSurvivesHasTheSettingsOfTheBackup() {
        backup = CouponBackup.of(jdbc);
        here.coupons().change(coupon, "{\"stock\":20}");
        there.coupons().awaitLeft(coupon, 18);

        backup.restore();

        await().atMost(SEEN.multipliedBy(2))
                .during(Duration.ofSeconds(2))
                .until(() -> apis().allMatch(api -> Api.number(api.campaign(coupon), "$.left") == 8));
        assertThat(there.coupons().change(coupon, "{\"stock\":30}").statusCode())
                .isEqualTo(200);
        apis().forEach(api -> api.awaitLeft(coupon, 28));
    }
}

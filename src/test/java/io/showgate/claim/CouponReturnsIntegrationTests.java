package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.database.DatabaseGuard;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coupons are given back while the campaign's row is locked, with the product's own limits on the database. */
class CouponReturnsIntegrationTests {

    private static final int HOLDERS = 20;
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration AN_ANSWER = Duration.ofSeconds(2);

    /** Two of five connections. */
    private static final double TWO_AT_ONCE = 0.4;

    private static final Instances INSTANCES = new Instances("coupon_returns");

    private static Instance here;
    private static Instance elsewhere;
    private static CouponApi coupons;

    @BeforeAll
    static void start() {
        here = startWithShortTimeouts();
        elsewhere = startWithShortTimeouts();
        coupons = here.coupons();
    }

    private static Instance startWithShortTimeouts() {
        return INSTANCES.start(
                "showgate.database.requests.max-wait=20ms",
                "showgate.database.requests.answer=1250ms",
                "showgate.database.requests.hold=1500ms");
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    /** Locks the campaign's row until the connection is closed, as a batch of claims does. */
    private static Connection lock(long coupon) throws SQLException {
        var connection = DatabaseGuard.inBackground(() -> connection(here.bean(DataSource.class)));
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select id from coupon_campaign where id = " + coupon + " for update");
        }
        return connection;
    }

    private static Connection connection(DataSource pool) {
        try {
            return pool.getConnection();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    @Test
    void aCouponThatWasGivenBackIsAnsweredWithoutTheLock() throws SQLException {
        long coupon = coupons.add(1);
        var receipt = coupons.issuedTo(coupon, "repeats");
        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);

        var lock = lock(coupon);
        for (var instance : List.of(here, elsewhere)) {
            long start = System.nanoTime();
            assertThat(instance.coupons().giveBack(receipt).statusCode()).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        }
        unlock(lock);
    }

    @Test
    void aClaimThatIsNotRecordedIsAnsweredWithoutTheLock() throws SQLException {
        long coupon = coupons.add(1);
        coupons.awaitLeft(coupon, 1);
        var lock = lock(coupon);
        var receipt = coupons.receiptOf(coupon, "early");

        long start = System.nanoTime();
        var answer = coupons.giveBack(receipt);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        assertThat(Api.problem(answer)).isEqualTo("not-issued");
        unlock(lock);
    }

    /** The locked table stands for a database that does not answer. */
    @Test
    void aReceiptOfACampaignThatIsGoneNeedsTheDatabaseOnce() throws SQLException {
        var gone = new ClaimKey(new CampaignIdentity(999_999, 1), "late");
        var receipt = here.bean(Receipts.class).write(gone);
        assertThat(Api.problem(coupons.giveBack(receipt))).isEqualTo("unknown-coupon");

        try (var connection = DatabaseGuard.inBackground(() -> connection(here.bean(DataSource.class)));
                var sql = connection.createStatement()) {
            sql.execute("lock tables coupon_campaign write");
            var answer = coupons.giveBack(receipt);
            sql.execute("unlock tables");
            assertThat(Api.problem(answer)).isEqualTo("unknown-coupon");
        }
    }

    @Test
    void peopleWhoGiveBackAtOnceLeaveConnectionsToOthers() throws SQLException {
        long coupon = coupons.add(HOLDERS);
        var receipts = IntStream.range(0, HOLDERS)
                .mapToObj(i -> coupons.receiptOf(coupon, "holder-" + i))
                .toList();
        receipts.forEach(coupons::settled);
        var guard = here.bean(DatabaseGuard.class);
        var lock = lock(coupon);

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = receipts.stream()
                    .map(receipt -> people.submit(() -> coupons.giveBack(receipt)))
                    .toList();
            await().pollInterval(Duration.ofMillis(5)).until(() -> guard.usage().usage() == TWO_AT_ONCE);
            long start = System.nanoTime();
            while (!answers.stream().allMatch(Future::isDone)) {
                assertThat(guard.usage().usage()).isLessThanOrEqualTo(TWO_AT_ONCE);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AN_ANSWER);
            }
            assertThat(answers)
                    .extracting(Future::resultNow)
                    .allSatisfy(CouponReturnsIntegrationTests::assertTryAgainLater);
        }
        unlock(lock);

        assertThat(guard.isOpen()).isFalse();
        receipts.forEach(
                receipt -> await().until(() -> coupons.giveBack(receipt).statusCode() == 204));
        coupons.awaitLeft(coupon, HOLDERS);
        coupons.awaitAddsUp(coupon);
    }

    private static void assertTryAgainLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Api.problem(answer)).isEqualTo("try-again-later");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}

package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.faults.Visitors.Request;
import io.showgate.support.Answers;
import io.showgate.support.Line;
import io.showgate.support.TestServers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One thing after the other fails under a sale that goes on: what is answered meanwhile by the instance that it happens
 * to, how soon, and how soon all is well again. In the end nobody has lost anything by any of it.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SingleFaultIntegrationTests {

    private static final int STOCK = 100_000;
    private static final int PEOPLE_PER_SECOND = 4;
    private static final int VICTIM = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAILING = Duration.ofSeconds(2);
    private static final Duration STANDING_STILL = Duration.ofSeconds(12);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** What nobody can be given without Redis. */
    private static final Set<Request> NEEDS_REDIS = EnumSet.of(Request.JOIN, Request.CLAIM);

    /** What the database alone can say, unless it has been asked before. */
    private static final Set<Request> NEEDS_THE_DATABASE = EnumSet.of(Request.DATES, Request.RECEIPT);

    private static Stage stage;
    private static Sale sale;
    private static AdmissionWatch watch;
    private static Crowd crowd;
    private static Visitors visitors;
    private static Visitors elsewhere;

    @BeforeAll
    static void start() {
        stage = new Stage(2);
        var line = new Line(stage.ports(), new Answers(), REQUEST_PATIENCE, stage.disturbances());
        sale = new Sale(line, stage.concert(), stage.campaign(STOCK), stage::wasEmptied);
        long couponId = stage.campaign(STOCK);
        visitors = new Visitors(stage.node(VICTIM).port(), sale.concertId(), couponId);
        elsewhere = new Visitors(stage.node(1 - VICTIM).port(), sale.concertId(), couponId);
        watch = new AdmissionWatch(stage.redis(), stage::wasEmptied);
        crowd = new Crowd(sale, 1, PEOPLE_PER_SECOND, PATIENCE);
    }

    @AfterAll
    static void stop() {
        crowd.close();
        watch.close();
        stage.close();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "REDIS_(?!EMPTIED).*")
    void withoutRedisPlacesAreToldAndThoseInsideAreInside(Fault fault) throws Exception {
        assertBounded(fault, NEEDS_REDIS);
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "DATABASE_.*")
    void withoutTheDatabaseTheQueueGoesOnAndCouponsAreClaimed(Fault fault) throws Exception {
        assertBounded(fault, NEEDS_THE_DATABASE);
    }

    @Order(3)
    @Test
    void aClockSetBackByAnHourChangesNothing() throws Exception {
        assertBounded(Fault.CLOCK_SET_BACK, Set.of());
    }

    @Order(4)
    @Test
    void anInstanceThatStandsStillIsReplacedByTheOthersAndGoesOnWhereItWas() throws Exception {
        assertOthersGoOn(Fault.INSTANCE_STOPPED, STANDING_STILL);
    }

    @Order(5)
    @Test
    void anInstanceOutOfMemoryEndsAndTheOthersGoOn() throws Exception {
        assertOthersGoOn(Fault.OUT_OF_MEMORY, FAILING);
    }

    @Order(6)
    @Test
    void nobodyHasLostAnything() throws Exception {
        stage.awaitCalm();
        int people = crowd.end();
        System.out.printf("%d people, %d let in; %s%n", people, watch.count(), sale);
        ChaosVerdict.of(stage, sale, STOCK).assertNothingLost(people, watch.stop());
    }

    private static void assertBounded(Fault fault, Set<Request> mayBeRefused) throws Exception {
        fault.begin(stage, VICTIM);
        var answers = new Answers();
        var told = visitors.askFor(FAILING, answers);
        fault.end(stage, VICTIM);

        report(fault, told, answers);
        assertRecovers(fault);
        assertTold(told, answers, mayBeRefused);
    }

    private static void assertOthersGoOn(Fault fault, Duration time) throws Exception {
        fault.begin(stage, VICTIM);
        var answers = new Answers();
        var told = elsewhere.askFor(time, answers);
        fault.end(stage, VICTIM);

        report(fault, told, answers);
        assertRecovers(fault);
        assertTold(told, answers, Set.of());
    }

    private static void report(Fault fault, Map<Request, Set<String>> told, Answers answers) {
        System.out.println(fault + ": " + told + ' ' + answers);
    }

    private static void assertTold(Map<Request, Set<String>> told, Answers answers, Set<Request> mayBeRefused) {
        SoftAssertions.assertSoftly(policy -> {
            told.forEach((request, statuses) -> policy.assertThat(statuses)
                    .as("%s", request)
                    .isSubsetOf(
                            request == Request.CLAIM ? "202" : "200",
                            mayBeRefused.contains(request) ? "503" : "nothing else"));
            policy.assertThat(answers.broken()).isEmpty();
            policy.assertThat(answers.slowest()).as("%s", answers).isLessThan(LONGEST_ANSWER);
        });
    }

    private static void assertRecovers(Fault fault) throws InterruptedException {
        var recovered = recovery();
        System.out.println(fault + " is over, all well after " + recovered.toMillis() + " ms");
        assertThat(recovered).isLessThan(RECOVERY);
    }

    /** How long it takes until everything is answered as before. */
    private static Duration recovery() throws InterruptedException {
        long began = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - began).compareTo(RECOVERY.multipliedBy(2)) < 0) {
            if (visitors.troubles().isEmpty() && elsewhere.troubles().isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

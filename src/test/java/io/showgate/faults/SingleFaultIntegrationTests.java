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
 * One fault after the other occurs during a sale. The tests check what the affected instance answers during the fault,
 * how fast it answers, and how soon everything works again. At the end no one has lost anything.
 */
@Tag(TestServers.ONCE)
@Tag(TestServers.FAULTS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SingleFaultIntegrationTests {

    private static final int STOCK = 100_000;
    private static final int PEOPLE_PER_SECOND = 4;
    private static final int VICTIM = 0;
    private static final Duration LONGEST_VISIT = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FAULT = Duration.ofSeconds(2);
    private static final Duration LONG_FAULT = Duration.ofSeconds(12);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** Requests that need Redis. */
    private static final Set<Request> NEEDS_REDIS = EnumSet.of(Request.JOIN, Request.CLAIM);

    /** Requests that need the database, unless the answer is cached. */
    private static final Set<Request> NEEDS_THE_DATABASE = EnumSet.of(Request.DATES, Request.RECEIPT);

    private static Installation installation;
    private static Sale sale;
    private static AdmissionWatch watch;
    private static Arrivals arrivals;
    private static Visitors visitors;
    private static Visitors elsewhere;

    @BeforeAll
    static void start() {
        installation = new Installation(2);
        var line = new Line(installation.ports(), new Answers(), REQUEST_TIMEOUT, installation.downtimes());
        sale = new Sale(line, installation.concert(), installation.campaign(STOCK), installation::wasEmptied);
        long couponId = installation.campaign(STOCK);
        visitors = new Visitors(installation.node(VICTIM).port(), sale.concertId(), couponId);
        elsewhere = new Visitors(installation.node(1 - VICTIM).port(), sale.concertId(), couponId);
        watch = new AdmissionWatch(installation.redis(), installation::wasEmptied);
        arrivals = new Arrivals(sale, 1, PEOPLE_PER_SECOND, LONGEST_VISIT);
    }

    @AfterAll
    static void stop() {
        arrivals.close();
        watch.close();
        installation.close();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "REDIS_(?!EMPTIED).*")
    void withoutRedisPollsAreAnsweredAndActiveUsersStayActive(Fault fault) throws Exception {
        assertQuickAnswers(fault, NEEDS_REDIS);
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "DATABASE_.*")
    void withoutTheDatabaseTheQueueGoesOnAndCouponsAreClaimed(Fault fault) throws Exception {
        assertQuickAnswers(fault, NEEDS_THE_DATABASE);
    }

    @Order(3)
    @Test
    void aClockSetBackByAnHourChangesNothing() throws Exception {
        assertQuickAnswers(Fault.CLOCK_SET_BACK, Set.of());
    }

    @Order(4)
    @Test
    void anInstanceThatStandsStillIsReplacedByTheOthersAndGoesOnWhereItWas() throws Exception {
        assertOthersGoOn(Fault.INSTANCE_STOPPED, LONG_FAULT);
    }

    @Order(5)
    @Test
    void anInstanceOutOfMemoryEndsAndTheOthersGoOn() throws Exception {
        assertOthersGoOn(Fault.OUT_OF_MEMORY, FAULT);
    }

    @Order(6)
    @Test
    void atTheEndNoOneHasLostAnything() throws Exception {
        installation.awaitCalm();
        int people = arrivals.end();
        System.out.printf("%d people, %d admitted; %s%n", people, watch.count(), sale);
        PromiseCheck.of(installation, sale, STOCK).assertNothingLost(people, watch.stop());
    }

    private static void assertQuickAnswers(Fault fault, Set<Request> mayBeRefused) throws Exception {
        assertAnswers(fault, FAULT, visitors, mayBeRefused);
    }

    private static void assertOthersGoOn(Fault fault, Duration time) throws Exception {
        assertAnswers(fault, time, elsewhere, Set.of());
    }

    private static void assertAnswers(Fault fault, Duration time, Visitors asking, Set<Request> mayBeRefused)
            throws Exception {
        fault.begin(installation, VICTIM);
        var answers = new Answers();
        var statuses = asking.askFor(time, answers);
        fault.end(installation, VICTIM);

        System.out.println(fault + ": " + statuses + ' ' + answers);
        assertRecovers(fault);
        assertExpected(statuses, answers, mayBeRefused);
    }

    private static void assertExpected(
            Map<Request, Set<String>> statusesByRequest, Answers answers, Set<Request> mayBeRefused) {
        SoftAssertions.assertSoftly(policy -> {
            statusesByRequest.forEach((request, statuses) -> policy.assertThat(statuses)
                    .as("%s", request)
                    .isSubsetOf(
                            request == Request.CLAIM ? "202" : "200",
                            mayBeRefused.contains(request) ? "503" : "nothing else"));
            policy.assertThat(answers.unanswered()).isEmpty();
            policy.assertThat(answers.slowest()).as("%s", answers).isLessThan(LONGEST_ANSWER);
        });
    }

    private static void assertRecovers(Fault fault) throws InterruptedException {
        var recovered = recovery();
        System.out.println(fault + " is over, everything works after " + recovered.toMillis() + " ms");
        assertThat(recovered).isLessThan(RECOVERY);
    }

    /** The time until all requests are answered as before. */
    private static Duration recovery() throws InterruptedException {
        long began = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - began).compareTo(RECOVERY.multipliedBy(2)) < 0) {
            if (visitors.failingRequests().isEmpty()
                    && elsewhere.failingRequests().isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showgate.campaign.CampaignIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait for a claim are woken by its result and then forgotten. */
class ReceiptWaitersTests {

    private static final ClaimKey KEY = new ClaimKey(new CampaignIdentity(12, 7), "a");
    private static final ClaimKey ANOTHER = new ClaimKey(new CampaignIdentity(12, 7), "b");
    private static final ClaimState ISSUED = new ClaimState.Issued("CODE");

    private final ReceiptWaiters waiters = new ReceiptWaiters(new SimpleMeterRegistry());

    @BeforeEach
    void start() {
        waiters.start();
    }

    @Test
    void allRequestsForAClaimAreWokenWhenItIsSettled() {
        var one = waiters.enter(KEY);
        var two = waiters.enter(KEY);
        assertThat(waiters.count()).isEqualTo(2);

        waiters.settled(KEY, ISSUED);

        assertThat(one).isCompletedWithValue(ISSUED);
        assertThat(two).isCompletedWithValue(ISSUED);
    }

    @Test
    void requestsForAnotherClaimGoOnWaiting() {
        var others = waiters.enter(ANOTHER);

        waiters.settled(KEY, ISSUED);

        assertThat(others).isNotDone();
    }

    @Test
    void aRequestThatLeavesTakesNothingFromOthers() {
        var leaving = waiters.enter(KEY);
        var staying = waiters.enter(KEY);

        waiters.leave(KEY);
        assertThat(waiters.awaited()).containsExactly(KEY);
        assertThat(leaving).isNotDone();
        waiters.settled(KEY, ISSUED);
        assertThat(staying).isCompletedWithValue(ISSUED);

        waiters.leave(KEY);
        assertThat(waiters.awaited()).isEmpty();
        assertThat(waiters.count()).isZero();
    }

    @Test
    void aResultThatNoRequestAwaitsIsNotKept() {
        waiters.settled(KEY, ISSUED);

        assertThat(waiters.awaited()).isEmpty();
        assertThat(waiters.enter(KEY)).isNotDone();
    }

    @Test
    void aShutdownReleasesWaitingRequestsAndKeepsNoNewOnes() {
        var waiting = waiters.enter(KEY);

        waiters.stop();

        assertThat(waiting).isCompletedWithValue(new ClaimState.Processing());
        assertThat(waiters.enter(ANOTHER)).isCompletedWithValue(new ClaimState.Processing());
    }
}

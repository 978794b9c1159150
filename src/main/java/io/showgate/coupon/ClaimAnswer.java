package io.showgate.coupon;

import java.time.Duration;
import java.time.Instant;

/** What is answered to who wants a coupon. */
sealed interface ClaimAnswer {

    /**
     * The claim is taken, now or before.
     *
     * @param receipt what to ask with; always the same for one user and campaign
     */
    record Taken(String receipt) implements ClaimAnswer {}

    /** None is left. */
    record SoldOut() implements ClaimAnswer {}

    /** Too early. */
    record NotOpen(Instant opensAt, Duration opensIn) implements ClaimAnswer {}

    /** Too late. */
    record Ended() implements ClaimAnswer {}

    /** The campaign is being recovered, or as many claims as allowed wait to be recorded; nothing was taken. */
    record ComeBack() implements ClaimAnswer {}

    /** There is no such campaign. */
    record Unknown() implements ClaimAnswer {}
}

package io.showgate.coupon;

/** Where a campaign is in its life, as buyers see it. */
public enum CampaignState {
    /** Not open yet. */
    SCHEDULED,
    /** Coupons can be claimed. */
    OPEN,
    /** None is left for now; one that is given back opens it again. */
    SOLD_OUT,
    /** The time is over. */
    ENDED
}

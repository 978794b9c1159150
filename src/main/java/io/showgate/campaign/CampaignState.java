package io.showgate.campaign;

/** The phase of a campaign, as buyers see it. */
public enum CampaignState {
    /** Not open yet. */
    SCHEDULED,
    /** Coupons can be claimed. */
    OPEN,
    /** No coupon is left for now; one that is given back opens the campaign again. */
    SOLD_OUT,
    /** The time is over. */
    ENDED
}

package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;

/** One person's claim in one campaign. */
record ClaimKey(CampaignIdentity campaign, String user) {

    /** The id of the campaign, which people see. */
    long couponId() {
        return campaign.couponId();
    }
}

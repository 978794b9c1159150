package io.showgate.campaign;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * A campaign as buyers read it. All buyers ask for the page before an opening, so everything is written once, except
 * the state and the time, which depend on the moment of the request. Immutable.
 */
final class CampaignJson {

    private static final JsonMapper JSON = new JsonMapper();

    private final Campaign campaign;
    private final int left;
    private final String head;
    private final String tail;

    CampaignJson(Campaign campaign, int left) {
        this.campaign = campaign;
        this.left = left;
        head = "{\"couponId\":" + campaign.couponId() + ",\"name\":" + JSON.writeValueAsString(campaign.name())
                + ",\"stock\":" + campaign.stock() + ",\"left\":" + left + ",\"state\":\"";
        tail = "\",\"opensAt\":\"" + campaign.opensAt() + "\",\"closesAt\":\"" + campaign.closesAt() + "\",\"queue\":"
                + JSON.writeValueAsString(campaign.queue()) + ",\"serverTime\":\"";
    }

    /** Appends the campaign as it is at this moment by the server's clock. */
    void appendTo(StringBuilder json, Instant serverTime) {
        json.append(head)
                .append(state(serverTime))
                .append(tail)
                .append(serverTime)
                .append("\"}");
    }

    Campaign.State state(Instant serverTime) {
        if (!serverTime.isBefore(campaign.closesAt())) {
            return Campaign.State.ENDED;
        }
        if (serverTime.isBefore(campaign.opensAt())) {
            return Campaign.State.SCHEDULED;
        }
        return left == 0 ? Campaign.State.SOLD_OUT : Campaign.State.OPEN;
    }

    int left() {
        return left;
    }
}

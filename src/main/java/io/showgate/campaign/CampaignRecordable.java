package io.showgate.campaign;

import io.showgate.recording.RecordStream;
import io.showgate.recording.Recordable;

/** The claims of one campaign as a subject to record. Thread-safe. */
record CampaignRecordable(LiveCampaign campaign, RecordStream stream, Batches batches) implements Recordable {

    @Override
    public String name() {
        return "Campaign " + campaign.campaign().couponId();
    }

    /** True if a claim was taken here a moment ago, or the last snapshot has claims to record. */
    @Override
    public boolean hasWork() {
        var now = campaign.replica().snapshot();
        return now == null || now.inStream() > 0 || campaign.isClaimedNow();
    }

    /** True if people claim here now, and less than half of the allowed backlog waits to be recorded. */
    @Override
    public boolean isRushed() {
        var now = campaign.replica().snapshot();
        return campaign.isClaimedNow() && now != null && now.inStream() < campaign.backlog() / 2;
    }

    @Override
    public boolean isOver() {
        return campaign.isArchived();
    }
}

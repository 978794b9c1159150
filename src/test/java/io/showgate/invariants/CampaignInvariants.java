package io.showgate.invariants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/** The promises that a campaign in Redis keeps after every script. */
final class CampaignInvariants {

    private final CampaignContents campaign;
    private final List<String> broken = new ArrayList<>();

    private CampaignInvariants(CampaignContents campaign) {
        this.campaign = campaign;
    }

    /** Each invariant that does not hold, in words; empty if all hold. */
    static List<String> broken(CampaignContents campaign) {
        var invariants = new CampaignInvariants(campaign);
        invariants.stockAddsUp();
        invariants.onlyClaimsAreReturned();
        invariants.eachClaimIsInOneState();
        return invariants.broken;
    }

    /**
     * Holds except in two states: without a total Redis does not know the campaign yet, and with {@code rebuild} it is
     * being recovered.
     */
    private void stockAddsUp() {
        var total = campaign.state().get("total");
        if (total != null && !campaign.state().containsKey("rebuild")) {
            int taken = campaign.claims().size() - campaign.returned().size();
            require(
                    campaign.stock() == Math.max(0, Long.parseLong(total) - taken),
                    () -> "the stock is %d of %s, and %d are taken".formatted(campaign.stock(), total, taken));
        }
    }

    private void onlyClaimsAreReturned() {
        campaign.returned()
                .forEach(user -> require(
                        campaign.claims().containsKey(user), () -> "%s returned without a claim".formatted(user)));
    }

    private void eachClaimIsInOneState() {
        var users = new HashSet<String>();
        campaign.unrecorded()
                .forEach(user -> require(users.add(user), () -> "%s is twice in the stream".formatted(user)));
        campaign.deadLetters()
                .forEach(user -> require(
                        users.add(user),
                        () -> "%s is in the dead letters and a second time there or in the stream".formatted(user)));
    }

    private void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            broken.add(otherwise.get());
        }
    }
}

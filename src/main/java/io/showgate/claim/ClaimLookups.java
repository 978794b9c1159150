package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.FoundClaims;
import io.showgate.campaign.LiveCampaign;
import io.showgate.web.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Finds the states of claims in two stages: first in the database, then in Redis for the claims that the database does
 * not know. Each stage works on one batch at a time, so that receipts never take more than one connection to either. A
 * claim that the database knows does not wait for Redis.
 *
 * <p>If neither knows a claim, Redis lost it. The receipt proves the claim, so it is put back while stock lasts.
 * Thread-safe.
 */
@Component
class ClaimLookups {

    private static final ClaimState PROCESSING = new ClaimState.Processing();
    private static final ClaimState LOST = new ClaimState.Failed("lost");

    private final Recorded recorded;

    ClaimLookups(ClaimRepository claims, CampaignRegistry campaigns, CampaignLedger ledger, ClaimMeters meters) {
        recorded = new Recorded(claims, new Unrecorded(campaigns, ledger, meters));
    }

    /**
     * The state of a claim for which there is a receipt. It fails if the database or Redis does not answer, and with
     * {@link InvalidInputException} if the campaign of the receipt does not exist any more.
     */
    CompletableFuture<ClaimState> find(ClaimKey claim) {
        return recorded.find(claim);
    }

    /** The first stage: the database. */
    private static final class Recorded extends LookupBatches {

        private final ClaimRepository claims;
        private final Unrecorded next;

        Recorded(ClaimRepository claims, Unrecorded next) {
            super("claim-lookup");
            this.claims = claims;
            this.next = next;
        }

        @Override
        void answer(CampaignIdentity campaign, List<Lookup> lookups) {
            complete(lookups, states(claims.find(campaign, users(lookups))));
            next.add(lookups.stream().filter(lookup -> !lookup.state().isDone()).toList());
        }
    }

    /** The second stage: Redis. */
    private static final class Unrecorded extends LookupBatches {

        private final CampaignRegistry campaigns;
        private final CampaignLedger ledger;
        private final ClaimMeters meters;

        Unrecorded(CampaignRegistry campaigns, CampaignLedger ledger, ClaimMeters meters) {
            super("claim-lookup-unrecorded");
            this.campaigns = campaigns;
            this.ledger = ledger;
            this.meters = meters;
        }

        @Override
        void answer(CampaignIdentity identity, List<Lookup> lookups) {
            var campaign = campaigns.find(identity);
            if (campaign != null) {
                complete(lookups, states(campaign, users(lookups)));
            } else if (ledger.find(identity) == null) {
                throw new InvalidInputException(ClaimProblems.campaignIsGone());
            }
            lookups.forEach(lookup -> lookup.state().complete(PROCESSING));
        }

        private Map<String, ClaimState> states(LiveCampaign campaign, Set<String> users) {
            var states = new HashMap<String, ClaimState>();
            campaign.requireRedis();
            var found = campaign.find(users);
            users.forEach(user -> states.put(user, state(campaign, user, found)));
            return states;
        }

        private ClaimState state(LiveCampaign campaign, String user, FoundClaims found) {
            var reason = found.reasons().get(user);
            if (reason != null) {
                return reason.isEmpty() ? PROCESSING : new ClaimState.Failed(reason);
            }
            if (campaign.isArchived()) {
                return LOST;
            }
            return found.settled() ? putBack(campaign, user) : PROCESSING;
        }

        private ClaimState putBack(LiveCampaign campaign, String user) {
            return switch (campaign.putBack(user).outcome()) {
                case TAKEN -> {
                    meters.of(campaign).putBack();
                    yield PROCESSING;
                }
                case SOLD_OUT -> {
                    meters.of(campaign).lost();
                    yield LOST;
                }
                case TAKEN_BEFORE, NOT_OPEN, ENDED, CLOSED, BACKLOG -> PROCESSING;
            };
        }
    }
}

package io.showgate.claim;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.token.Secrets;
import io.showgate.token.SignedText;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Writes and reads receipts: a {@link SignedText} with {@code campaign:user}. The campaign is its identity, so the
 * receipt is bound to it for good, even if another campaign gets its id. A user has one claim in a campaign at most, so
 * the same claim always has the same receipt, also after a loss or a repetition. A receipt is given only for a claim
 * that was taken, so it still proves the claim when Redis has lost it (docs/adr/0012). Thread-safe.
 */
@Component
class Receipts {

    private final SignedText text;

    @Autowired
    Receipts(Secrets secrets) {
        this(secrets.signer("coupon-receipt"));
    }

    Receipts(Signer signer) {
        text = new SignedText(signer);
    }

    String write(ClaimKey claim) {
        return text.write(claim.campaign().text() + ':' + claim.user());
    }

    /** The claim of a receipt, or null if this installation did not write the receipt. */
    @Nullable
    ClaimKey read(String receipt) {
        var payload = text.read(receipt);
        return payload == null ? null : parse(payload);
    }

    /** A receipt that {@link #read} has accepted, signed with the current secret. */
    String renewed(String receipt) {
        return text.renewed(receipt);
    }

    private static ClaimKey parse(String payload) {
        int colon = payload.indexOf(':');
        var user = new UserId(payload.substring(colon + 1));
        return new ClaimKey(CampaignIdentity.of(payload.substring(0, colon)), user.value());
    }
}

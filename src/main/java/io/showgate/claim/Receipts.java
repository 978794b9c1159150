package io.showgate.claim;

import io.showgate.token.SignedText;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes and reads receipts: a {@link SignedText} with {@code couponId:user}. A user has one claim in a campaign at
 * most, so the same claim always has the same receipt, also after a loss or a repetition. A receipt is given only for a
 * claim that was taken, so it still proves the claim when Redis has lost it (docs/adr/0012). Thread-safe.
 */
@Component
class Receipts {

    private final SignedText text;

    @Autowired
    Receipts(@Value("${showgate.secret:}") String secret) {
        this(Signer.forPurpose(secret, "coupon-receipt"));
    }

    Receipts(Signer signer) {
        text = new SignedText(signer);
    }

    String write(ClaimKey claim) {
        return text.write(claim.couponId() + ":" + claim.user());
    }

    /** The claim of a receipt, or null if this installation did not write the receipt. */
    @Nullable
    ClaimKey read(String receipt) {
        var payload = text.read(receipt);
        return payload == null ? null : parse(payload);
    }

    private static ClaimKey parse(String payload) {
        int colon = payload.indexOf(':');
        var user = new UserId(payload.substring(colon + 1));
        return new ClaimKey(Long.parseLong(payload.substring(0, colon)), user.value());
    }
}

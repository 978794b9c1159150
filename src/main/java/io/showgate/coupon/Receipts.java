package io.showgate.coupon;

import io.showgate.shared.Signer;
import io.showgate.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads receipts: {@code v1.<payload>.<signature>}, where the payload is {@code couponId:user} in base64url.
 * A user has one claim in a campaign at most, so the same claim always has the same receipt, whatever was lost or
 * replayed in between; and a receipt, which is only given for a claim that was taken, proves it when nothing else does
 * any more (docs/adr/0012). Reading needs neither Redis nor the database. Thread-safe.
 */
final class Receipts {

    private static final String VERSION = "v1.";
    private static final int LONGEST = 256;

    /** Whose claim in which campaign a receipt is for. */
    record Claimed(long couponId, UserId user) {}

    private final Signer signer;

    Receipts(Signer signer) {
        this.signer = signer;
    }

    String write(long couponId, UserId user) {
        var payload = couponId + ":" + user.value();
        var signed = VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.ISO_8859_1));
        return signed + '.' + signer.sign(signed);
    }

    /** What the receipt says, or null if it is not one that we wrote. */
    @Nullable
    Claimed read(String text) {
        int dot = text.length() - Signer.LENGTH - 1;
        boolean shaped = text.length() <= LONGEST && dot > VERSION.length() && text.charAt(dot) == '.';
        if (!shaped || !text.startsWith(VERSION)) {
            return null;
        }
        var signed = text.substring(0, dot);
        return signer.verifies(signed, text.substring(dot + 1)) ? parse(signed) : null;
    }

    private static Claimed parse(String signed) {
        var payload = new String(
                Base64.getUrlDecoder().decode(signed.substring(VERSION.length())), StandardCharsets.ISO_8859_1);
        int colon = payload.indexOf(':');
        return new Claimed(Long.parseLong(payload.substring(0, colon)), new UserId(payload.substring(colon + 1)));
    }
}

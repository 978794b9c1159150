package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.Receipts.Claimed;
import io.showgate.token.Signer;
import io.showgate.web.UserId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receipt says what was written, and nothing that we did not write is a receipt. */
class ReceiptsTests {

    private static final UserId USER = new UserId("a.b_c@d-e");

    private final Receipts receipts = new Receipts(Signer.forPurpose("the secret", "receipt"));
    private final String receipt = receipts.write(12, USER);

    @Test
    void aReceiptSaysWhatWasWritten() {
        assertThat(receipts.read(receipt)).isEqualTo(new Claimed(12, USER));
    }

    @Test
    void theLongestCanBeReadToo() {
        var longest = new Claimed(Long.MAX_VALUE, new UserId("u".repeat(64)));

        assertThat(receipts.read(receipts.write(longest.couponId(), longest.user())))
                .isEqualTo(longest);
    }

    @Test
    void theSameClaimAlwaysHasTheSameReceiptOnEveryInstance() {
        var another = new Receipts(Signer.forPurpose("the secret", "receipt"));

        assertThat(another.write(12, USER)).isEqualTo(receipt);
    }

    @Test
    void noTwoClaimsShareAReceipt() {
        assertThat(new String[] {
                    receipt,
                    receipts.write(1, USER),
                    receipts.write(2, USER),
                    receipts.write(12, new UserId("a.b_c@d-f")),
                    receipts.write(1, new UserId("2a.b_c@d-e"))
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void aReceiptGoesIntoAPathAsItIs() {
        assertThat(receipt).matches("[A-Za-z0-9._-]+").hasSizeLessThan(64);
    }

    @Test
    void everySingleChangedBitIsNoticed() {
        var bytes = receipt.getBytes(StandardCharsets.ISO_8859_1);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(receipts.read(new String(changed, StandardCharsets.ISO_8859_1)))
                    .as("bit %d", bit)
                    .isNull();
        }
    }

    @Test
    void aTruncatedOrLengthenedReceiptIsForged() {
        for (int length = 0; length < receipt.length(); length++) {
            assertThat(receipts.read(receipt.substring(0, length))).isNull();
            assertThat(receipts.read(receipt.substring(receipt.length() - length)))
                    .isNull();
        }
        assertThat(receipts.read(receipt + 'A')).isNull();
        assertThat(receipts.read(receipt + receipt)).isNull();
    }

    @Test
    void whatWasSignedWithAnotherSecretOrForAnotherPurposeIsForged() {
        var otherSecret = new Receipts(Signer.forPurpose("another secret", "receipt"));
        var waitingTokens = new Receipts(Signer.forPurpose("the secret", "waiting-token"));

        assertThat(receipts.read(otherSecret.write(12, USER))).isNull();
        assertThat(receipts.read(waitingTokens.write(12, USER))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "v1.", "v1..", "v1.a", "v1.MTI6YQ.", "v2.MTI6YQ.AAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    void junkIsForged(String junk) {
        assertThat(receipts.read(junk)).isNull();
    }

    @Test
    void longJunkIsForged() {
        assertThat(receipts.read("x".repeat(65_536))).isNull();
        assertThat(receipts.read("v1." + "é".repeat(60))).isNull();
    }
}

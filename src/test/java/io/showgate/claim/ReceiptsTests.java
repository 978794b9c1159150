package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.CampaignIdentity;
import io.showgate.token.SignedText;
import io.showgate.token.Signer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receipt names its claim. Only a text that this installation wrote is a receipt. */
class ReceiptsTests {

    private static final CampaignIdentity CAMPAIGN = new CampaignIdentity(12, Long.MAX_VALUE);
    private static final ClaimKey CLAIM = new ClaimKey(CAMPAIGN, "a.b_c@d-e");

    private final Receipts receipts = new Receipts(Signer.forPurpose("the secret", "receipt"));
    private final String receipt = receipts.write(CLAIM);

    @Test
    void aReceiptSaysWhatWasWritten() {
        assertThat(receipts.read(receipt)).isEqualTo(CLAIM);
    }

    @Test
    void theLongestCanBeReadToo() {
        var longest = new ClaimKey(new CampaignIdentity(Long.MAX_VALUE, Long.MAX_VALUE), "\ud83d\ude00".repeat(128));

        assertThat(receipts.read(receipts.write(longest))).isEqualTo(longest);
    }

    /** Such a campaign had no identity when its receipts were given. */
    @Test
    void aReceiptFromBeforeIdentitiesStandsForAClaimInACampaignFromThen() {
        var text = new SignedText(Signer.forPurpose("the secret", "receipt"));
        var then = new ClaimKey(new CampaignIdentity(12, 0), "a");

        assertThat(receipts.read(text.write("12:a"))).isEqualTo(then);
        assertThat(receipts.write(then)).isEqualTo(text.write("12:a"));
    }

    @Test
    void theSameClaimAlwaysHasTheSameReceiptOnEveryInstance() {
        var another = new Receipts(Signer.forPurpose("the secret", "receipt"));

        assertThat(another.write(CLAIM)).isEqualTo(receipt);
    }

    @Test
    void noTwoClaimsShareAReceipt() {
        assertThat(new String[] {
                    receipt,
                    receipts.write(new ClaimKey(new CampaignIdentity(1, CAMPAIGN.number()), CLAIM.user())),
                    receipts.write(new ClaimKey(new CampaignIdentity(12, 1), CLAIM.user())),
                    receipts.write(new ClaimKey(new CampaignIdentity(12, 0), CLAIM.user())),
                    receipts.write(new ClaimKey(CAMPAIGN, "a.b_c@d-f")),
                    receipts.write(new ClaimKey(new CampaignIdentity(1, 2), "2a.b_c@d-e"))
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
    void aSignatureOfAnotherSecretOrPurposeIsForged() {
        var otherSecret = new Receipts(Signer.forPurpose("another secret", "receipt"));
        var waitingTokens = new Receipts(Signer.forPurpose("the secret", "waiting-token"));

        assertThat(receipts.read(otherSecret.write(CLAIM))).isNull();
        assertThat(receipts.read(waitingTokens.write(CLAIM))).isNull();
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

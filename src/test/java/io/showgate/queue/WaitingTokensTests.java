package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.UserIds;
import io.showgate.token.Signer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A token has the content that was written. Only a token that Showgate wrote is valid. */
class WaitingTokensTests {

    private static final WaitingToken TOKEN = new WaitingToken("main", 1_800_000_000_000L, 451, "a.b_c@d-e");

    private final WaitingTokens tokens = new WaitingTokens(Signer.forPurpose("the secret", "waiting-token"));

    @Test
    void aTokenHasTheContentThatWasWritten() {
        assertThat(tokens.read(tokens.write(TOKEN))).isEqualTo(TOKEN);
    }

    @Test
    void theSamePlaceAlwaysGivesTheSameToken() {
        assertThat(tokens.write(TOKEN)).isEqualTo(tokens.write(TOKEN)).hasSizeLessThan(128);
    }

    @Test
    void aTokenForAnyUserCanBeReadAndFitsIntoACookie() {
        var queue = "q".repeat(32);
        for (var user : UserIds.all()) {
            var token = new WaitingToken(queue, Long.MAX_VALUE, Long.MAX_VALUE, user);

            assertThat(tokens.read(tokens.write(token))).isEqualTo(token);
            assertThat(tokens.write(token)).matches("[A-Za-z0-9._-]{1,820}");
        }
    }

    @Test
    void everyChangedBitIsNoticed() {
        var bytes = tokens.write(TOKEN).getBytes(StandardCharsets.ISO_8859_1);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.read(new String(changed, StandardCharsets.ISO_8859_1)))
                    .as("bit %d", bit)
                    .isNull();
        }
    }

    @Test
    void aTokenSignedWithAnotherSecretOrForAnotherPurposeIsForged() {
        var otherSecret = new WaitingTokens(Signer.forPurpose("another secret", "waiting-token"));
        var otherPurpose = new WaitingTokens(Signer.forPurpose("the secret", "receipt"));

        assertThat(tokens.read(otherSecret.write(TOKEN))).isNull();
        assertThat(tokens.read(otherPurpose.write(TOKEN))).isNull();
    }

    @Test
    void junkOfAnyLengthIsForged() {
        for (var junk : new String[] {"", ".", "v1.", "v1..", "v1.a", "x".repeat(65_536), "v1." + "é".repeat(60)}) {
            assertThat(tokens.read(junk)).isNull();
        }
        var token = tokens.write(TOKEN);
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.read(token.substring(0, length))).isNull();
        }
        assertThat(tokens.read(token + token)).isNull();
    }
}

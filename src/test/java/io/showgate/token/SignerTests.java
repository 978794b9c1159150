package io.showgate.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A text that the previous secret signed is accepted, counted, and renewed. */
class SignerTests {

    private final AtomicInteger uses = new AtomicInteger();
    private final Signer previous = Signer.forPurpose("the previous secret", "test");
    private final Signer current = Signer.forPurpose("the current secret", "test");
    private final SignedText before = new SignedText(previous);
    private final SignedText now = new SignedText(current.accepting(previous, uses::incrementAndGet));
    private final SignedText after = new SignedText(current);

    @Test
    void newTextsAreSignedWithTheCurrentSecret() {
        assertThat(now.write("a")).isEqualTo(after.write("a")).isNotEqualTo(before.write("a"));
        assertThat(now.read(now.write("a"))).isEqualTo("a");
        assertThat(uses).hasValue(0);
    }

    @Test
    void aTextOfThePreviousSecretIsAcceptedAndCounted() {
        assertThat(now.read(before.write("a"))).isEqualTo("a");
        assertThat(uses).hasValue(1);
        assertThat(after.read(before.write("a"))).isNull();
    }

    @Test
    void aForgedTextIsNotCounted() {
        var other = new SignedText(Signer.forPurpose("the previous secret", "another purpose"));

        assertThat(now.read(other.write("a"))).isNull();
        assertThat(now.read(before.write("a") + 'A')).isNull();
        assertThat(uses).hasValue(0);
    }

    @Test
    void aRenewedTextHasTheCurrentSignature() {
        assertThat(now.renewed(before.write("a"))).isEqualTo(now.write("a"));
        assertThat(uses).hasValue(0);
    }

    @Test
    void aCurrentTextIsRenewedToItself() {
        var text = now.write("a");

        assertThat(now.renewed(text)).isSameAs(text);
        assertThat(after.renewed(text)).isSameAs(text);
    }
}

package io.showgate.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Makes the signers of this installation from its secrets. Each counts the texts that only the previous secret
 * verifies, so that an operator sees when that secret is no longer needed. Thread-safe.
 */
@Component
public final class Secrets {

    private final SecretProperties properties;
    private final MeterRegistry meters;

    Secrets(SecretProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    /** The signer for one purpose; see {@link Signer#forPurpose}. */
    public Signer signer(String purpose) {
        var uses = Counter.builder("tokens.previous.secret")
                .description("Tokens and receipts that only the previous secret verified")
                .tag("purpose", purpose)
                .register(meters);
        var signer = Signer.forPurpose(properties.secret(), purpose);
        return properties.secretPrevious().isBlank()
                ? signer
                : signer.accepting(Signer.forPurpose(properties.secretPrevious(), purpose), uses::increment);
    }
}

package io.showgate.token;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets of this installation. All instances have the same ones, except while a secret is being replaced
 * (docs/adr/0027). The start is refused without the first, and if one of them has fewer than 16 characters.
 *
 * @param secret signs tokens and receipts and verifies them; no default
 * @param secretPrevious another secret that verifies tokens and receipts; empty for none, which is the default. While
 *     it is set, a forged token costs two HMACs instead of one
 */
@ConfigurationProperties("showgate")
record SecretProperties(
        @DefaultValue("") String secret, @DefaultValue("") String secretPrevious) {}

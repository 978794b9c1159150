package io.showgate.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Showgate knows the user of a request. There is no default: Showgate has no accounts yet and believes the caller,
 * and the person who runs it must confirm that.
 *
 * @param users {@code trusted}: believe the user named in a request. For load tests, and behind a gateway that signs
 *     users in
 */
@ConfigurationProperties("showgate.security")
record SecurityProperties(@Nullable String users) {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProperties.class);

    SecurityProperties {
        if (!"trusted".equals(users)) {
            throw new StartRefusedException(
                    "The setting showgate.security.users must be 'trusted', but is '" + users + "'.",
                    "Set SHOWGATE_SECURITY_USERS=trusted if a gateway in front of Showgate signs users in,"
                            + " or for a load test. Showgate has no accounts of its own yet.");
        }
        LOG.warn("Users are trusted: a caller may claim to be any user. Never expose this without a gateway.");
    }
}

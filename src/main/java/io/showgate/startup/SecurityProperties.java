package io.showgate.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may say who a request is from. There is no default: as long as there are no accounts, whoever runs Showgate must
 * say that they know it takes the caller's word.
 *
 * @param users {@code trusted}: the user named in the path is believed, for load tests and behind a gateway that signed
 *     the user in
 */
@ConfigurationProperties("showgate.security")
record SecurityProperties(@Nullable String users) {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProperties.class);

    SecurityProperties {
        if (!"trusted".equals(users)) {
            throw new StartRefusedException(
                    "It is not said who vouches for users: showgate.security.users is '" + users + "'.",
                    "Set SHOWGATE_SECURITY_USERS=trusted if a gateway in front of Showgate signs users in,"
                            + " or for a load test. Accounts of Showgate's own do not exist yet.");
        }
        LOG.warn("Users are trusted: whoever calls may claim to be any user. Never expose this without a gateway.");
    }
}

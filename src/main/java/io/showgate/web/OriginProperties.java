package io.showgate.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which foreign pages may change state.
 *
 * @param trustedOrigins the origins, as in {@code https://backoffice.example}, whose pages may use the operator's
 *     password and the cookie of the waiting token for changes of state; none. Each one can do all that the operator
 *     can while the operator looks at one of its pages
 */
@ConfigurationProperties("showgate.web")
record OriginProperties(@DefaultValue List<String> trustedOrigins) {

    OriginProperties {
        trustedOrigins = List.copyOf(trustedOrigins);
        for (var origin : trustedOrigins) {
            if (!origin.matches("https?://[a-z0-9.:\\[\\]-]+")) {
                throw new IllegalArgumentException("showgate.web.trusted-origins has '" + origin
                        + "', but an origin is a scheme, a host in lower case and perhaps a port, and nothing else");
            }
        }
    }
}

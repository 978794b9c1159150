package io.showgate.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's sign-in.
 *
 * @param username the name; {@code operator}
 * @param password the password, from {@code SHOWGATE_OPERATOR_PASSWORD}; there is no default
 */
@ConfigurationProperties("showgate.operator")
record OperatorProperties(
        @DefaultValue("operator") String username, @Nullable String password) {}

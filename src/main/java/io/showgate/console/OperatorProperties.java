package io.showgate.console;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's sign-in. docs/limits.md says how the limits on wrong passwords were chosen.
 *
 * @param username the name; {@code operator}
 * @param password the password, from {@code SHOWGATE_OPERATOR_PASSWORD}; there is no default
 * @param allowShortPassword true to allow a password with fewer than 12 characters, for tests and for a start that only
 *     this machine can reach; false. {@code RequiredSettings} checks it before anything starts
 * @param wrongPasswords how many wrong passwords a source may send before it must wait, from 1 to 1,000,000; 5. A
 *     higher number forgives more mistakes and gives an attacker more guesses
 * @param longestWait the longest time that a source waits after a wrong password, from 1 s to 1 h; 30 s. The first wait
 *     is a thirtieth of it. A longer time gives an attacker fewer guesses. It also keeps an operator out for longer who
 *     shares the attacker's address
 */
@Validated
@ConfigurationProperties("showgate.operator")
record OperatorProperties(
        @DefaultValue("operator") String username,
        @Nullable String password,
        @DefaultValue("false") boolean allowShortPassword,
        @DefaultValue("5") @Min(1) @Max(1_000_000) int wrongPasswords,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration longestWait) {}

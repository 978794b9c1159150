package io.showgate.console;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in was refused without a look at the password, because its source must wait. */
final class MustWaitException extends AuthenticationException {

    private final Duration rest;

    MustWaitException(Duration rest) {
        super("The source must wait");
        this.rest = rest;
    }

    /** Records no stack trace, because an attacker can cause thousands of these a second. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** How long the source must still wait. */
    Duration rest() {
        return rest;
    }
}

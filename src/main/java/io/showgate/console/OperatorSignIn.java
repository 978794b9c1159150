package io.showgate.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs the operator in, and slows down guesses of the password ({@link SignInLimit}). The password is compared without
 * a hash. The environment has it in plain text, so a hash here protects nothing, and with a slow hash a few wrong
 * passwords a second would use up a processor. The comparison takes the same time at whichever character the two
 * differ. The log gets one line for each series of wrong passwords.
 */
final class OperatorSignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSignIn.class);

    private final byte[] username;
    private final byte[] password;
    private final List<GrantedAuthority> role;
    private final OperatorProperties properties;
    private final SignInLimit limit;
    private final Counter accepted;
    private final Counter wrong;
    private final Counter waiting;
    private final long began = System.nanoTime();

    OperatorSignIn(OperatorProperties properties, String password, String role, MeterRegistry meters) {
        username = bytes(properties.username());
        this.password = bytes(password);
        this.role = AuthorityUtils.createAuthorityList("ROLE_" + role);
        this.properties = properties;
        limit = new SignInLimit(properties.wrongPasswords(), properties.longestWait(), new SecureRandom());
        accepted = counter("accepted", meters);
        wrong = counter("wrong", meters);
        waiting = counter("waiting", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("operator.sign.ins")
                .description("Sign-ins of the operator, by outcome; 'waiting': refused because the source must wait")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * Signs in.
     *
     * @throws BadCredentialsException if name or password is wrong
     * @throws MustWaitException if the source of the request must wait
     */
    @Override
    public Authentication authenticate(Authentication given) {
        var source = SignInSource.of(address(given));
        switch (limit.signIn(source, System.nanoTime() - began, () -> isOperator(given))) {
            case SignInLimit.Outcome.Right _ -> accepted.increment();
            case SignInLimit.Outcome.Wrong(boolean startsToWait) -> {
                wrong.increment();
                if (startsToWait) {
                    logSeries(source);
                }
                throw new BadCredentialsException("The name or the password is wrong");
            }
            case SignInLimit.Outcome.Waiting(var rest) -> {
                waiting.increment();
                throw new MustWaitException(rest);
            }
        }
        return UsernamePasswordAuthenticationToken.authenticated(given.getName(), null, role);
    }

    private static String address(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    private boolean isOperator(Authentication given) {
        boolean sameName = MessageDigest.isEqual(bytes(given.getName()), username);
        return MessageDigest.isEqual(bytes(given.getCredentials()), password) && sameName;
    }

    private static byte[] bytes(@Nullable Object text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private void logSeries(SignInSource source) {
        LOG.warn(
                "Too many wrong passwords for the operator from {}. From now on this source waits after each of them,"
                        + " up to {} s",
                source.address(),
                properties.longestWait().toSeconds());
    }
}

package io.showgate.startup;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses a start without the settings that have no default, with secrets or a password that can be guessed, and with a
 * protocol that has no deadlines. It names all missing settings in one text, before the first connection, because an
 * instance that cannot serve must not change the database.
 */
final class RequiredSettings implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String SECRET = "showgate.secret";
    private static final String SECRET_PREVIOUS = "showgate.secret-previous";
    private static final int SHORTEST_SECRET = 16;
    private static final int SHORTEST_PASSWORD = 12;

    private static final List<Setting> SETTINGS = List.of(
            new Setting("spring.datasource.url", "the address of the database: jdbc:mysql://host:3306/name"),
            new Setting(SECRET, "a long random text that signs tokens, the same on all instances"),
            new Setting("showgate.operator.password", "the operator's password, at least 12 characters"),
            new Setting("showgate.security.users", "'trusted', if a gateway in front signs users in"));

    private record Setting(String property, String meaning) {

        boolean isMissing(Environment environment) {
            return environment.getProperty(property, "").isBlank();
        }

        String variable() {
            return property.toUpperCase(Locale.ROOT).replace('.', '_');
        }
    }

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        var environment = prepared.getApplicationContext().getEnvironment();
        var missing = SETTINGS.stream()
                .filter(setting -> setting.isMissing(environment))
                .toList();
        if (!missing.isEmpty()) {
            throw new StartRefusedException(
                    "Settings that have no default are missing.",
                    missing.stream()
                            .map(setting -> setting.variable() + ": " + setting.meaning())
                            .collect(Collectors.joining("\n    ", "Set these environment variables:\n    ", "")));
        }
        checkSecrets(environment.getProperty(SECRET, ""), environment.getProperty(SECRET_PREVIOUS, ""));
        requireLongPassword(environment);
        refuseHttp2(environment);
    }

    /** The connections of HTTP/2 have none of the deadlines of {@code showgate.connections}. */
    private static void refuseHttp2(Environment environment) {
        if (environment.getProperty("server.http2.enabled", Boolean.class, false)) {
            throw new StartRefusedException(
                    "SERVER_HTTP2_ENABLED is true, but the deadlines for slow clients hold for HTTP/1.1 only.",
                    "Remove SERVER_HTTP2_ENABLED. A proxy in front can speak HTTP/2 with clients.");
        }
    }

    private static void checkSecrets(String secret, String previous) {
        requireLong(secret, "SHOWGATE_SECRET");
        if (previous.isBlank()) {
            return;
        }
        requireLong(previous, "SHOWGATE_SECRET_PREVIOUS");
        if (previous.equals(secret)) {
            throw new StartRefusedException(
                    "SHOWGATE_SECRET and SHOWGATE_SECRET_PREVIOUS are the same.",
                    "Set SHOWGATE_SECRET_PREVIOUS to the other secret of the rotation, or remove it.");
        }
    }

    private static void requireLong(String secret, String variable) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new StartRefusedException(
                    variable + " has fewer than " + SHORTEST_SECRET + " characters.",
                    "Set it to a long random text, the same on all instances.");
        }
    }

    /** The setting that allows a short password is for a start that only this machine can reach. */
    private static void requireLongPassword(Environment environment) {
        var password = environment.getProperty("showgate.operator.password", "");
        boolean mayBeShort = environment.getProperty("showgate.operator.allow-short-password", Boolean.class, false);
        if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD && !mayBeShort) {
            throw new StartRefusedException(
                    "The operator's password has fewer than " + SHORTEST_PASSWORD + " characters.",
                    "Set SHOWGATE_OPERATOR_PASSWORD to a long random text, for example to the output of"
                            + " 'openssl rand -base64 24'.");
        }
    }
}

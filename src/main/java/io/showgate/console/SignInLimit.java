package io.showgate.console;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Decides when the password of a source may be compared. After a number of wrong passwords a source must wait, longer
 * after each further one. Until then no password is compared, not even the right one: an answer to it would tell an
 * attacker that the guess is right. {@link KnownSources} are the exception. Thread-safe: one sign-in after the other,
 * some microseconds each, so that simultaneous guesses are counted too.
 */
final class SignInLimit {

    /** An IPv6 site may have this many times as many wrong passwords as one network. */
    private static final int NETWORKS = 10;

    private final WrongPasswords ofNetwork;
    private final WrongPasswords ofSite;
    private final KnownSources known = new KnownSources();

    SignInLimit(int wrongPasswords, Duration longestWait, RandomGenerator random) {
        ofNetwork = new WrongPasswords(wrongPasswords, longestWait, random);
        ofSite = new WrongPasswords(wrongPasswords * NETWORKS, longestWait, random);
    }

    /** The result of a sign-in. */
    sealed interface Outcome {

        /** The password is right. */
        record Right() implements Outcome {}

        /**
         * The password is wrong.
         *
         * @param startsToWait true if the source must wait from now on, and did not have to before
         */
        record Wrong(boolean startsToWait) implements Outcome {}

        /**
         * The source must wait.
         *
         * @param rest how long
         */
        record Waiting(Duration rest) implements Outcome {}
    }

    /**
     * Compares a password if its source may try one now.
     *
     * @param nanos the time since a fixed origin, at least 0
     * @param isRight compares the password
     */
    synchronized Outcome signIn(SignInSource source, long nanos, BooleanSupplier isRight) {
        long rest = rest(source, nanos);
        if (rest > 0 && !known.mayTry(source.network(), nanos)) {
            return new Outcome.Waiting(Duration.ofNanos(rest));
        }
        if (isRight.getAsBoolean()) {
            known.add(source.network(), nanos);
            return new Outcome.Right();
        }
        boolean starts = add(source, nanos);
        return rest > 0 ? new Outcome.Waiting(Duration.ofNanos(rest(source, nanos))) : new Outcome.Wrong(starts);
    }

    private long rest(SignInSource source, long nanos) {
        var site = source.site();
        return Math.max(ofNetwork.rest(source.network(), nanos), site == null ? 0 : ofSite.rest(site, nanos));
    }

    private boolean add(SignInSource source, long nanos) {
        boolean starts = ofNetwork.add(source.network(), nanos);
        var site = source.site();
        return site == null ? starts : ofSite.add(site, nanos) || starts;
    }
}

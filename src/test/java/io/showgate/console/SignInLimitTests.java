package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.console.SignInLimit.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a source may guess the operator's password. The test moves the time. */
class SignInLimitTests {

    private static final SignInSource HOME = SignInSource.of("192.0.2.1");

    private final SignInLimit limit = new SignInLimit(5, Duration.ofSeconds(30), new Random(1));
    private long nanos = 0;

    private Outcome guess(SignInSource source) {
        return limit.signIn(source, nanos, () -> false);
    }

    private Outcome signIn(SignInSource source) {
        return limit.signIn(source, nanos, () -> true);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static long secondsLeft(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        return ((Outcome.Waiting) outcome).rest().toSeconds();
    }

    private void useUpFreeGuesses(SignInSource source) {
        IntStream.range(0, 5).forEach(_ -> guess(source));
    }

    @Test
    void theWaitDoublesUpToTheLongest() {
        useUpFreeGuesses(HOME);
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 40; i++) {
            waits.add(secondsLeft(guess(HOME)));
            pass(Duration.ofSeconds(waits.getLast()));
            assertThat(guess(HOME)).isInstanceOf(Outcome.Wrong.class);
        }

        assertThat(waits.subList(0, 7)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(waits.subList(7, 40)).containsOnly(30L);
    }

    @Test
    void onlyTheGuessThatStartsTheWaitSaysSo() {
        var starts = new ArrayList<Boolean>();
        for (int i = 0; i < 8; i++) {
            if (guess(HOME) instanceof Outcome.Wrong(boolean startsToWait)) {
                starts.add(startsToWait);
            }
            pass(Duration.ofSeconds(30));
        }

        assertThat(starts).containsExactly(false, false, false, false, true, false, false, false);
    }

    @Test
    void aWaitingSourceIsNotComparedAndDoesNotWaitLongerForIt() {
        useUpFreeGuesses(HOME);
        for (int i = 0; i < 100; i++) {
            assertThat(limit.signIn(HOME, nanos, () -> {
                        throw new AssertionError("compared");
                    }))
                    .isInstanceOf(Outcome.Waiting.class);
        }
        pass(Duration.ofSeconds(1));

        assertThat(signIn(HOME)).isInstanceOf(Outcome.Right.class);
    }

    @Test
    void aRightPasswordDoesNotGiveFreeGuessesBack() {
        IntStream.range(0, 4).forEach(_ -> guess(HOME));
        signIn(HOME);
        guess(HOME);

        assertThat(guess(HOME)).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void aQuarterOfAnHourEndsASeries() {
        useUpFreeGuesses(HOME);
        pass(Duration.ofMinutes(15).plusNanos(1));

        assertThat(IntStream.range(0, 5).mapToObj(_ -> guess(HOME))).hasOnlyElementsOfType(Outcome.Wrong.class);
        assertThat(guess(HOME)).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void aSeriesLastsTwiceAsLongAsItsLongestWait() {
        var strict = new SignInLimit(1, Duration.ofHours(1), new Random(1));
        for (int i = 0; i < 10; i++) {
            assertThat(strict.signIn(HOME, nanos, () -> false)).isInstanceOf(Outcome.Wrong.class);
            pass(Duration.ofHours(1));
        }
        strict.signIn(HOME, nanos, () -> false);
        pass(Duration.ofMinutes(59));

        assertThat(strict.signIn(HOME, nanos, () -> false)).isInstanceOf(Outcome.Waiting.class);
        pass(Duration.ofHours(2));
        assertThat(strict.signIn(HOME, nanos, () -> false)).isEqualTo(new Outcome.Wrong(true));
    }

    /** The same address in another spelling is the same source that has signed in. */
    @Test
    void aSourceThatHasSignedInIsKnownByItsAddress() {
        signIn(SignInSource.of("::ffff:192.0.2.1"));
        useUpFreeGuesses(HOME);

        assertThat(signIn(HOME)).isInstanceOf(Outcome.Right.class);
    }

    @Test
    void aSourceThatHasSignedInIsComparedAtALimitedRate() {
        signIn(HOME);
        useUpFreeGuesses(HOME);
        var compared = new ArrayList<Integer>();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            limit.signIn(HOME, nanos, () -> !compared.add(number));
            pass(Duration.ofMillis(1));
        }

        assertThat(compared).hasSizeBetween(290, 310);
        assertThat(guess(HOME)).isInstanceOf(Outcome.Waiting.class);
        pass(Duration.ofSeconds(1));
        assertThat(signIn(HOME)).isInstanceOf(Outcome.Right.class);
    }

    /** It gets the same answer as a source that is not compared, so its outcome is the same too. */
    @Test
    void aWrongPasswordOfAKnownSourceThatMustWaitCountsAsWaiting() {
        signIn(HOME);
        useUpFreeGuesses(HOME);

        assertThat(guess(HOME)).isInstanceOf(Outcome.Waiting.class);
        assertThat(signIn(HOME)).isInstanceOf(Outcome.Right.class);
    }

    @Test
    void aSignInIsForgottenAfterTwelveHours() {
        signIn(HOME);
        pass(Duration.ofHours(12).plusSeconds(1));
        useUpFreeGuesses(HOME);

        assertThat(signIn(HOME)).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void onlyTheLatestSourcesThatSignedInAreRemembered() {
        signIn(HOME);
        for (int i = 0; i < 64; i++) {
            signIn(SignInSource.of("198.51.100." + i));
        }
        useUpFreeGuesses(HOME);

        assertThat(signIn(HOME)).isInstanceOf(Outcome.Waiting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, ::FFFF:C000:201, true",
        "192.0.2.1:1000, 192.0.2.1, true",
        "192.0.2.1:1000, 192.0.2.2:1000, false",
        "[2001:db8:1:2::1]:80, 2001:db8:1:2::1, true",
        "2001:db8:1:2::1%eth0, 2001:DB8:1:2:0:0:0:1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::2, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "no address, 1:2::3::4, true",
        "'', 300.1.1.1, true"
    })
    void aNetworkIsOneSource(String one, String other, boolean same) {
        useUpFreeGuesses(SignInSource.of(one));

        assertThat(guess(SignInSource.of(other)) instanceof Outcome.Waiting).isEqualTo(same);
    }

    @Test
    void anIpv6SiteHasTenTimesAsManyGuesses() {
        var compared = IntStream.range(0, 1_000)
                .mapToObj(network -> guess(SignInSource.of("2001:db8:1:" + Integer.toHexString(network) + "::1")))
                .filter(Outcome.Wrong.class::isInstance)
                .count();

        assertThat(compared).isEqualTo(50);
        assertThat(guess(SignInSource.of("2001:db8:2::1"))).isInstanceOf(Outcome.Wrong.class);
    }

    @Test
    void theGuessesOfAllSourcesTogetherAreLimited() {
        var sources = new ArrayList<SignInSource>();
        IntStream.range(0, 200_000).forEach(i -> sources.add(SignInSource.of(address(i))));
        sources.forEach(this::guess);
        pass(Duration.ofSeconds(31));

        assertThat(compared(sources)).isBetween(3_500L, 4_096L);
    }

    private long compared(List<SignInSource> sources) {
        return sources.stream()
                .map(this::guess)
                .filter(Outcome.Wrong.class::isInstance)
                .count();
    }

    private static String address(int i) {
        return "10." + (i >> 16) + '.' + (i >> 8 & 255) + '.' + (i & 255);
    }
}

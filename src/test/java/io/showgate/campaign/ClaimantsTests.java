package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each user who was added is found, and others are not. */
class ClaimantsTests {

    private static final int MANY = 100_000;

    private final Claimants claimants = new Claimants();

    @Test
    void anEmptyTableContainsNoUser() {
        assertThat(claimants.mayContain("a")).isFalse();
        assertThat(claimants.size()).isZero();
    }

    @Test
    void everyUserOfManyIsFound() {
        IntStream.range(0, MANY).forEach(i -> claimants.add("user-" + i));

        assertThat(claimants.size()).isEqualTo(MANY);
        assertThat(IntStream.range(0, MANY)).allMatch(i -> claimants.mayContain("user-" + i));
    }

    @Test
    void otherUsersAreNotFound() {
        IntStream.range(0, MANY).forEach(i -> claimants.add("user-" + i));

        assertThat(IntStream.range(0, MANY)).noneMatch(i -> claimants.mayContain("stranger-" + i));
    }

    @Test
    void addingAUserAgainCountsThemOnce() {
        for (int i = 0; i < 10_000; i++) {
            claimants.add("a");
            claimants.add("b");
        }

        assertThat(claimants.size()).isEqualTo(2);
    }

    @Test
    void namesThatDifferInOneCharacterAreTwoPeople() {
        claimants.add("ab");

        assertThat(new String[] {"", "a", "b", "ba", "abc", "aB", "ab."}).noneMatch(claimants::mayContain);
    }

    @Test
    void addedUsersAreFoundWhileMoreAreAdded() throws Exception {
        var added = new AtomicInteger();
        try (var thread = Executors.newSingleThreadExecutor()) {
            var adding = thread.submit(() -> IntStream.range(0, MANY).forEach(i -> {
                claimants.add("user-" + i);
                added.set(i + 1);
            }));
            while (!adding.isDone()) {
                int last = added.get() - 1;
                assertThat(last < 0 || claimants.mayContain("user-" + last)).isTrue();
                assertThat(last < 0 || claimants.mayContain("user-" + last / 2)).isTrue();
            }
            adding.get();
        }
        assertThat(claimants.size()).isEqualTo(MANY);
    }
}

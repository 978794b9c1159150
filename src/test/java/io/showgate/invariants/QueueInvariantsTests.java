package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each invariant of a queue fails on data that break it. */
class QueueInvariantsTests {

    private static final long NOW = 1_800_000_000_000L;
    private static final long END = NOW + 600_000;
    private static final long DEADLINE = NOW + 1_800_000;

    private final Map<String, Long> waiting = new HashMap<>(Map.of("w", 3L));
    private final Map<String, Long> absent = new HashMap<>(Map.of("b", 2L));
    private final Map<String, Long> seen = new HashMap<>(Map.of("w", NOW));
    private final Map<String, Long> active = new HashMap<>(Map.of("a", END));
    private final Map<String, String> sessions = new HashMap<>(Map.of("a", "1:" + DEADLINE));
    private final Map<String, String> state = new HashMap<>(Map.of("tick", Long.toString(NOW), "opened", "run:" + NOW));

    @Test
    void allHoldOfAQueueWithUsersEverywhere() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void allHoldOfAnEmptyQueue() {
        assertThat(QueueInvariants.broken(
                        new QueueContents(0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void aNumberMustNotBeGivenTwice() {
        absent.put("c", 3L);

        assertThat(broken()).containsExactly("w and c have the number 3");
    }

    @Test
    void aNumberMustNotBeAboveTheSequence() {
        absent.put("c", 4L);

        assertThat(broken()).containsExactly("c has the number 4, and the last one given is 3");
    }

    @Test
    void aNumberMustNotBeZero() {
        sessions.put("a", "0:" + DEADLINE);

        assertThat(broken()).containsExactly("a has the number 0, and the last one given is 3");
    }

    @Test
    void aUserMustNotBeWaitingAndAbsent() {
        absent.put("w", 3L);

        assertThat(broken()).containsExactly("w is in waiting and absent");
    }

    @Test
    void aUserMustNotBeWaitingAndActive() {
        waiting.put("a", 1L);
        seen.put("a", END - 1);

        assertThat(broken()).containsExactly("a is in waiting and active");
    }

    @Test
    void aUserMayWaitAgainAfterTheEndOfTheSession() {
        sessions.put("a", "1:" + NOW);
        active.put("a", NOW);
        waiting.put("a", 1L);
        seen.put("a", NOW);

        assertThat(broken()).isEmpty();
    }

    @Test
    void aUserMustNotBeAbsentAndActive() {
        absent.put("a", 1L);

        assertThat(broken()).containsExactly("a is in absent and active");
    }

    @Test
    void seenMustHaveTheUsersOfWaiting() {
        seen.remove("w");

        assertThat(broken()).containsExactly("waiting has [w], and seen has []");
    }

    @Test
    void activeMustHaveTheUsersOfSessions() {
        active.put("c", END);

        assertThat(broken()).hasSize(1).first().asString().startsWith("active has [");
    }

    @Test
    void aSessionMustNotEndAfterItsDeadline() {
        active.put("a", DEADLINE + 1);

        assertThat(broken())
                .containsExactly("the session of a ends at 1800001800001, after its deadline 1800001800000");
    }

    @Test
    void aSessionMustNotBeLongerThanAnySetting() {
        long tooLate = NOW + 24 * 3_600_000 + 1;
        active.put("a", tooLate);
        sessions.put("a", "1:" + tooLate);

        assertThat(broken()).containsExactly("the session of a ends at 1800086400001, later than any session can");
    }

    private List<String> broken() {
        return QueueInvariants.broken(new QueueContents(3, waiting, absent, seen, active, sessions, state));
    }
}

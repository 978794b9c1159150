package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan of a chaos run can be repeated and contains every kind of fault. */
class PlannedFaultTests {

    private static final List<Fault> ALL = List.of(Fault.values());

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(PlannedFault.plan(7, ALL, 100, 3))
                .isEqualTo(PlannedFault.plan(7, ALL, 100, 3))
                .isNotEqualTo(PlannedFault.plan(8, ALL, 100, 3));
    }

    @Test
    void everyKindOccursOnceBeforeAnyOccursAgain() {
        assertThat(PlannedFault.plan(7, ALL, ALL.size(), 2))
                .extracting(PlannedFault::fault)
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void everyInstanceIsAVictim() {
        assertThat(PlannedFault.plan(7, ALL, 100, 3))
                .extracting(PlannedFault::victim)
                .contains(0, 1, 2)
                .allMatch(victim -> victim >= 0 && victim < 3);
    }
}

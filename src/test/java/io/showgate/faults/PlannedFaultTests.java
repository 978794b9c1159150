package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A chaos run can be repeated, and leaves no kind of fault out. */
class PlannedFaultTests {

    private static final List<Fault> ALL = List.of(Fault.values());

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(PlannedFault.draw(7, ALL, 100, 3))
                .isEqualTo(PlannedFault.draw(7, ALL, 100, 3))
                .isNotEqualTo(PlannedFault.draw(8, ALL, 100, 3));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        assertThat(PlannedFault.draw(7, ALL, ALL.size(), 2))
                .extracting(PlannedFault::fault)
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void everyInstanceIsAVictim() {
        assertThat(PlannedFault.draw(7, ALL, 100, 3))
                .extracting(PlannedFault::victim)
                .contains(0, 1, 2)
                .allMatch(victim -> victim >= 0 && victim < 3);
    }
}

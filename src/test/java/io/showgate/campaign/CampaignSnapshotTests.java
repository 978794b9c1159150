package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot reads every value from its place and tells whether claims are taken. */
class CampaignSnapshotTests {

    private static final long ASKED = 5_000_000_000L;
    private static final long ANSWERED = ASKED + 30_000_000;
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void everyMemberIsReadFromItsPlace() {
        assertThat(snapshot("r1", "r1", 0))
                .isEqualTo(new CampaignSnapshot(
                        NOW,
                        ASKED,
                        ANSWERED,
                        "r1",
                        6,
                        5,
                        1,
                        2,
                        1_799_999_999_123L,
                        3,
                        new CampaignSnapshot.Settings(10, 100, 200, 8, 9, "r1"),
                        false));
    }

    @Test
    void aCampaignThatRedisDoesNotKnowHasNoSettings() {
        var snapshot = CampaignSnapshot.of(
                List.of(NOW, 0L, "r1", "0", 0L, 0L, 0L, "", 0L, "", "", "", "", "", "", 0L), ASKED, ANSWERED);

        assertThat(snapshot.settings()).isNull();
        assertThat(snapshot.oldestMillis()).isZero();
        assertThat(snapshot.isServing()).isFalse();
    }

    @Test
    void aCampaignIsServedInTheRunInWhichItWasOpenedAndNotWhileItIsRecovered() {
        assertThat(snapshot("r1", "r1", 0).isServing()).isTrue();
        assertThat(snapshot("r2", "r1", 0).isServing()).isFalse();
        assertThat(snapshot("r1", "r1", 1).isServing()).isFalse();
    }

    @Test
    void theTimeOfRedisLiesBetweenItsBounds() {
        var snapshot = snapshot("r1", "r1", 0);
        long aSecondLater = ANSWERED + 1_000_000_000;

        assertThat(snapshot.earliestNowMillis(aSecondLater)).isEqualTo(NOW + 1_000);
        assertThat(snapshot.latestNowMillis(aSecondLater)).isEqualTo(NOW + 1_031);
    }

    @Test
    void theBoundsHoldWhenTheJvmsClockPassesItsHighestNumber() {
        long asked = Long.MAX_VALUE - 10_000_000;
        var snapshot = CampaignSnapshot.of(answer("r1", "r1", 0), asked, asked + 30_000_000);
        long aSecondLater = asked + 1_030_000_000;

        assertThat(snapshot.earliestNowMillis(aSecondLater)).isEqualTo(NOW + 1_000);
        assertThat(snapshot.latestNowMillis(aSecondLater)).isEqualTo(NOW + 1_031);
    }

    private static CampaignSnapshot snapshot(String run, String openedRun, long rebuilding) {
        return CampaignSnapshot.of(answer(run, openedRun, rebuilding), ASKED, ANSWERED);
    }

    private static List<Object> answer(String run, String openedRun, long rebuilding) {
        return List.of(
                NOW,
                1L,
                run,
                "6",
                5L,
                1L,
                2L,
                "1799999999123-4",
                3L,
                "10",
                "100",
                "200",
                "8",
                "9",
                openedRun,
                rebuilding);
    }
}

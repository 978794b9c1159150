package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Positions from counts that are set by hand. {@link FollowScriptTests} compares them with a real queue. */
class RanksTests {

    @Test
    void withoutMissingNumbersThePositionIsTheDistanceFromTheFrontier() {
        var ranks = new Ranks(10, 20, new long[0], new long[0], new long[0]);

        assertThat(ranks.position(11)).isEqualTo(1);
        assertThat(ranks.position(20)).isEqualTo(10);
        assertThat(ranks.position(25)).isEqualTo(15);
    }

    @Test
    void inTheHeadTheRankIsExact() {
        var ranks = new Ranks(0, 9, new long[] {2, 5, 9}, new long[] {1024}, new long[] {3});

        assertThat(ranks.position(2)).isEqualTo(1);
        assertThat(ranks.position(9)).isEqualTo(3);
        assertThat(ranks.position(5)).isEqualTo(2);
        assertThat(ranks.position(3)).isZero();
    }

    @Test
    void aNumberGivenSinceTheRefreshStandsBehindAllOthers() {
        var ranks = new Ranks(0, 9, new long[] {2, 5, 9}, new long[] {1024}, new long[] {3});

        assertThat(ranks.position(10)).isEqualTo(4);
        assertThat(ranks.position(2_000)).isEqualTo(1_994);
    }

    @Test
    void behindTheHeadTheCountOfTheLowerBoundIsTheBase() {
        var ranks = new Ranks(0, 1_100, new long[] {1}, new long[] {1024, 1040, 1056, 1072, 1088, 1104}, new long[] {
            1, 5, 9, 9, 25, 30
        });

        assertThat(ranks.position(1_030))
                .as("at most as many as the part holds")
                .isEqualTo(5);
        assertThat(ranks.position(1_026))
                .as("at most as many as there are numbers")
                .isEqualTo(3);
        assertThat(ranks.position(1_095)).as("the last part may still fill up").isEqualTo(32);
    }
}

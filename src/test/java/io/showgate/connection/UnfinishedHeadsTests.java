package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many unfinished heads a heap has room for. */
class UnfinishedHeadsTests {

    @Test
    void aLargerHeapHasRoomForMore() {
        assertThat(UnfinishedHeads.roomIn(614L << 20)).isEqualTo(1_746);
        assertThat(UnfinishedHeads.roomIn(4L << 30)).isEqualTo(11_650);
        assertThat(UnfinishedHeads.roomIn(0)).isEqualTo(1);
    }
}

package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many unfinished heads a heap has room for. */
class UnfinishedHeadsTests {

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        var heads = new UnfinishedHeads<String>(2);

        assertThat(heads.add("first")).isNull();
        assertThat(heads.add("second")).isNull();
        assertThat(heads.add("first")).as("more of the same head").isNull();
        assertThat(heads.add("third")).isEqualTo("first");
        heads.remove("third");
        assertThat(heads.add("fourth")).isNull();
        assertThat(heads.size()).isEqualTo(2);
    }

    @Test
    void aLargerHeapHasRoomForMore() {
        assertThat(UnfinishedHeads.roomIn(614L << 20)).isEqualTo(1_746);
        assertThat(UnfinishedHeads.roomIn(4L << 30)).isEqualTo(11_650);
        assertThat(UnfinishedHeads.roomIn(0)).isEqualTo(1);
    }
}

package io.showgate.queue;

import static io.showgate.queue.TestQueue.SETTINGS;
import static io.showgate.queue.TestQueue.rates;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.queue.QueueScripts.Standing;
import io.showgate.web.UserId;
import org.junit.jupiter.api.Test;

/** {@code bypass.lua}. */
class BypassScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void oneOfThoseWhoWaitIsLetInWithTheirNumber() {
        queue.joinAll(5);

        var standing = queue.scripts.bypass(SETTINGS, new UserId("u4"));

        assertThat(standing.code()).isEqualTo(Standing.ACTIVE);
        assertThat(standing.number()).isEqualTo(4);
        assertThat(queue.waiting()).containsExactly("u1", "u2", "u3", "u5");
        assertThat(queue.log()).singleElement().asString().startsWith("+u4 4 ");
    }

    @Test
    void somebodyNewIsLetInWithANumberOfTheirOwn() {
        queue.joinAll(2);

        assertThat(queue.scripts.bypass(SETTINGS, new UserId("staff")).number()).isEqualTo(3);
        assertThat(queue.join("u3").number()).isEqualTo(4);
    }

    @Test
    void doingItAgainChangesNothing() {
        var first = queue.scripts.bypass(SETTINGS, new UserId("staff"));

        assertThat(queue.scripts.bypass(SETTINGS, new UserId("staff"))).isEqualTo(first);
        assertThat(queue.active()).containsExactly("staff");
    }

    @Test
    void theCapHoldsForABypassToo() {
        queue.scripts.bypass(rates(50, 100, 1), new UserId("first"));

        assertThat(queue.scripts.bypass(rates(50, 100, 1), new UserId("second")).code())
                .isEqualTo(Standing.REFUSED);
        assertThat(queue.active()).containsExactly("first");
    }
}

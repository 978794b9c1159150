package io.showgate.queue;

import static io.showgate.queue.TestQueue.rates;
import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.web.UserId;
import org.junit.jupiter.api.Test;

/** {@code bypass.lua}. */
class BypassScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void aWaitingUserIsAdmittedWithTheirNumber() {
        queue.joinAll(5);

        var standing = queue.scripts.bypass(new UserId("u4"));

        assertThat(standing).isInstanceOf(Placement.Active.class);
        assertThat(TestQueue.number(standing)).isEqualTo(4);
        assertThat(queue.waiting()).containsExactly("u1", "u2", "u3", "u5");
        assertThat(queue.log()).singleElement().asString().startsWith("+u4 4 ");
    }

    @Test
    void aNewUserIsAdmittedWithANewNumber() {
        queue.joinAll(2);

        assertThat(TestQueue.number(queue.scripts.bypass(new UserId("staff")))).isEqualTo(3);
        assertThat(queue.number("u3")).isEqualTo(4);
    }

    @Test
    void aSecondBypassChangesNothing() {
        var first = queue.scripts.bypass(new UserId("staff"));

        assertThat(queue.scripts.bypass(new UserId("staff"))).isEqualTo(first);
        assertThat(queue.active()).containsExactly("staff");
    }

    @Test
    void theLimitOnActiveUsersHoldsForABypass() {
        queue.scripts(rates(50, 100, 1)).bypass(new UserId("first"));

        assertThat(queue.scripts(rates(50, 100, 1)).bypass(new UserId("second")))
                .isInstanceOf(Placement.Full.class);
        assertThat(queue.active()).containsExactly("first");
    }
}

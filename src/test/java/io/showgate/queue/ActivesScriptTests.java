package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code actives.lua}, with {@link ActiveUsers#load}, which reads chunk by chunk. */
class ActivesScriptTests {

    private final TestQueue queue = new TestQueue();

    @Test
    void allActiveUsersAreReadEvenIfManyShareAnExpiry() {
        var settings = TestQueue.rates(3_000, 3_000, 10_000);
        queue.joinAll(4_500);
        for (int i = 0; i < 40; i++) {
            queue.pass(Duration.ofMillis(500));
            queue.admit(settings, 3_000);
        }
        var actives = new ActiveUsers();

        actives.load(queue.scripts);

        assertThat(queue.active()).hasSize(4_500);
        assertThat(actives.size()).isEqualTo(4_500);
        var session = actives.find("u4321", 4_321, queue.now.get());
        assertThat(session)
                .extracting(found -> found.deadlineMillis() - found.expiryMillis())
                .isEqualTo(Duration.ofMinutes(20).toMillis());
    }

    @Test
    void aChunkBeginsAfterTheUsersOfTheSameExpiryThatWereReturned() {
        queue.joinAll(1);
        queue.admit(TestQueue.SETTINGS, 100);
        long expiry = queue.now.get() + 600_000;

        assertThat(queue.scripts.actives(expiry, 0).allTexts()).contains("u1", "1");
        assertThat(queue.scripts.actives(expiry, 1).hasNext()).isFalse();
        assertThat(queue.scripts.actives(expiry + 1, 0).hasNext()).isFalse();
    }
}

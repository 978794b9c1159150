package io.showgate.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The replica of the active users, from the lines of the admission log. */
class ActiveUsersTests {

    private final ActiveUsers actives = new ActiveUsers();

    @Test
    void theLogAddsAndRemovesActiveUsers() {
        actives.apply("+a 1 1000 2000\n+b 2 1000 2000");
        actives.apply("-a 1");

        assertThat(actives.find("a", 1, 0)).isNull();
        assertThat(actives.find("b", 2, 0)).isEqualTo(new ActiveUsers.Session(2, 1_000, 2_000));
    }

    @Test
    void anIdMayHaveSpacesAndSigns() {
        actives.apply("+kim 7 1000 2000 1 1000 2000\n++a -b 2 1000 2000\n+  3 1000 2000\n+\u2028\u0085 4 1000 2000");

        assertThat(actives.find("kim 7 1000 2000", 1, 0)).isEqualTo(new ActiveUsers.Session(1, 1_000, 2_000));
        assertThat(actives.find("+a -b", 2, 0)).isNotNull();
        assertThat(actives.find(" ", 3, 0)).isNotNull();
        assertThat(actives.find("\u2028\u0085", 4, 0)).isNotNull();
        actives.apply("-kim 7 1000 2000 1\n-  3");
        assertThat(actives.size()).isEqualTo(2);
    }

    @Test
    void aSessionEndsAtItsExpiryToTheMillisecond() {
        actives.apply("+a 1 1000 2000");

        assertThat(actives.find("a", 1, 999)).isNotNull();
        assertThat(actives.find("a", 1, 1_000)).isNull();
    }

    @Test
    void anotherNumberOfTheSameUserIsNotActive() {
        actives.apply("+a 7 1000 2000");

        assertThat(actives.find("a", 6, 0)).isNull();
        actives.apply("-a 6");
        assertThat(actives.find("a", 7, 0)).isNotNull();
    }

    @Test
    void expiredSessionsAreForgotten() {
        actives.apply("+a 1 1000 2000\n+b 2 3000 4000");

        actives.forgetExpired(2_000);

        assertThat(actives.size()).isEqualTo(1);
    }
}

package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The order in which kinds are refused when memory runs out. */
class RequestMemoryTests {

    private static final int ALL = 100;
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<RequestKind, RequestLimit> limits = new EnumMap<>(RequestKind.class);

    RequestMemoryTests() {
        var properties =
                new RequestProperties(1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, ALL, NEVER, NEVER);
        var memory = RequestMemory.of(properties, meters);
        for (var kind : RequestKind.values()) {
            limits.put(kind, new RequestLimit(kind, properties, memory, new DispatchDelay(), meters));
        }
    }

    private RequestLimit limit(RequestKind kind) {
        return Objects.requireNonNull(limits.get(kind));
    }

    /** The number of requests of a kind that are accepted, one after the other. */
    private int entered(RequestKind kind) {
        int count = 0;
        while (count < 2 * ALL && limit(kind).enter()) {
            count++;
        }
        return count;
    }

    @Test
    void newUsersAreRefusedFirstAndOperatorsNever() {
        assertThat(entered(RequestKind.RECEIPT)).isEqualTo(50);
        assertThat(entered(RequestKind.SEARCH)).isZero();
        assertThat(entered(RequestKind.JOIN)).isEqualTo(25);
        assertThat(entered(RequestKind.CLAIM)).isZero();
        assertThat(entered(RequestKind.CATALOGUE)).isZero();
        assertThat(entered(RequestKind.GATED)).isEqualTo(25);
        assertThat(entered(RequestKind.POLL)).isZero();
        assertThat(entered(RequestKind.OPERATOR)).isEqualTo(2 * ALL);
        assertThat(meters.get("requests.most").gauge().value()).isEqualTo(ALL);
    }

    @Test
    void aRequestThatEndsMakesRoom() {
        assertThat(entered(RequestKind.POLL)).isEqualTo(ALL);
        assertThat(entered(RequestKind.JOIN)).isZero();

        for (int i = 0; i < 26; i++) {
            limit(RequestKind.POLL).leave();
        }

        assertThat(entered(RequestKind.JOIN)).isEqualTo(1);
        assertThat(entered(RequestKind.GATED)).isEqualTo(25);
    }

    @Test
    void aLargerHeapHasRoomForMore() {
        assertThat(RequestMemory.roomIn(614L << 20)).isEqualTo(2_619);
        assertThat(RequestMemory.roomIn(4L << 30)).isEqualTo(17_476);
        assertThat(RequestMemory.roomIn(0)).isEqualTo(1);
    }
}

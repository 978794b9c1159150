package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each invariant of a campaign fails on data that break it. */
class CampaignInvariantsTests {

    private long stock = 8;
    private final Map<String, Long> claims = new HashMap<>(Map.of("a", 1L, "b", 2L, "c", 3L));
    private final Set<String> returned = new HashSet<>(Set.of("a"));
    private final List<String> unrecorded = new ArrayList<>(List.of("b"));
    private final List<String> deadLetters = new ArrayList<>(List.of("c"));
    private final Map<String, String> state = new HashMap<>(Map.of("total", "10"));

    @Test
    void allHoldOfACampaignWithClaimsEverywhere() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void theStockMustAddUp() {
        stock = 9;

        assertThat(broken()).containsExactly("the stock is 9 of 10, and 2 are taken");
    }

    @Test
    void theStockIsZeroWhileMoreAreTakenThanThereAre() {
        state.put("total", "1");
        stock = 0;

        assertThat(broken()).isEmpty();
    }

    @Test
    void theStockOfACampaignInRecoveryIsNotKnown() {
        state.put("rebuild", "an-instance");
        stock = 9;

        assertThat(broken()).isEmpty();
    }

    @Test
    void aReturnMustHaveAClaim() {
        claims.remove("a");
        stock = 9;

        assertThat(broken()).containsExactly("a returned without a claim");
    }

    @Test
    void aClaimMustNotBeTwiceInTheStream() {
        unrecorded.add("b");

        assertThat(broken()).containsExactly("b is twice in the stream");
    }

    @Test
    void aClaimMustNotBeInTheStreamAndInTheDeadLetters() {
        deadLetters.add("b");

        assertThat(broken()).containsExactly("b is in the dead letters and a second time there or in the stream");
    }

    @Test
    void aClaimMustNotBeTwiceInTheDeadLetters() {
        deadLetters.add("c");

        assertThat(broken()).containsExactly("c is in the dead letters and a second time there or in the stream");
    }

    private List<String> broken() {
        return CampaignInvariants.broken(new CampaignContents(stock, claims, returned, unrecorded, deadLetters, state));
    }
}

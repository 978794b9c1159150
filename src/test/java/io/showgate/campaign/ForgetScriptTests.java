package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code forget.lua}. */
class ForgetScriptTests {

    private static final Duration KEEP = Duration.ofDays(7);

    @RegisterExtension
    final TestCampaign campaign = new TestCampaign();

    @Test
    void nothingOfACampaignRemains() {
        campaign.open(10).claimAll(2);
        campaign.scripts.restock("given-back", List.of("u1"));
        campaign.scripts.discard(campaign.stream.deadLetterNext("a test"), "withdrawn");
        recordAll();
        passTheEnd();

        assertThat(forget()).isTrue();
        assertThat(campaign.keyCount()).isZero();
        assertThat(forget()).isFalse();
    }

    @Test
    void beforeItsTimeItIsKept() {
        campaign.open(10);
        passTheEnd();
        campaign.pass(Duration.ofMillis(-1));

        assertThat(forget()).isFalse();
        assertThat(campaign.left()).isEqualTo(10);
    }

    @Test
    void whileClaimsAreNotRecordedItIsKept() {
        campaign.open(10).claimAll(1);
        passTheEnd();

        assertThat(forget()).isFalse();
        recordAll();
        assertThat(forget()).isTrue();
    }

    @Test
    void whileAnOperatorMustDecideItIsKept() {
        campaign.open(10).claimAll(1);
        var letter = campaign.stream.deadLetterNext("a test");
        passTheEnd();

        assertThat(forget()).isFalse();
        campaign.scripts.discard(letter, "withdrawn");
        assertThat(forget()).isTrue();
    }

    @Test
    void anUnknownCampaignIsNotRemoved() {
        assertThat(forget()).isFalse();
    }

    private boolean forget() {
        return campaign.scripts.forget(KEEP);
    }

    private void recordAll() {
        campaign.stream.acknowledge(campaign.stream.read("worker", 100));
    }

    private void passTheEnd() {
        campaign.pass(TestCampaign.OPEN_FOR.plus(KEEP));
    }
}

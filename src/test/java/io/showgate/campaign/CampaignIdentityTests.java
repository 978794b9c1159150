package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The identity of a campaign as text, in keys and receipts. */
class CampaignIdentityTests {

    @ParameterizedTest
    @CsvSource({"12, 0, 12", "12, 1, 12-1", "12, 4321, 12-3c1", "1, 9223372036854775807, 1-1y2p0ij32e8e7"})
    void theTextIsReadAsItWasWritten(long id, long number, String text) {
        var identity = new CampaignIdentity(id, number);

        assertThat(identity.text()).isEqualTo(text);
        assertThat(CampaignIdentity.of(text)).isEqualTo(identity);
    }

    @Test
    void campaignsWithTheSameIdHaveDifferentKeys() {
        var keys = CampaignKeys.of(new CampaignIdentity(12, 7)).all();

        assertThat(keys)
                .hasSize(6)
                .doesNotContainAnyElementsOf(
                        CampaignKeys.of(new CampaignIdentity(12, 8)).all());
        assertThat(keys).allMatch(key -> key.toString().startsWith("coupon:{12-7:0}:"));
    }

    @Test
    void aCampaignFromBeforeIdentitiesKeepsItsKeys() {
        assertThat(CampaignKeys.of(new CampaignIdentity(12, 0)).stock()).isEqualTo("coupon:{12:0}:stock");
    }
}

package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a campaign is right for any name and at any time. */
class CampaignJsonTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant OPENS = Instant.parse("2027-01-15T20:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3_600);

    @Test
    void everyMemberIsThere() {
        var read = read(new CampaignJson(campaign("Early bird", "main"), 7), OPENS);

        assertThat(JSON.writeValueAsString(read))
                .isEqualTo("{\"couponId\":12,\"name\":\"Early bird\",\"stock\":10,\"left\":7,\"state\":\"OPEN\","
                        + "\"opensAt\":\"2027-01-15T20:00:00Z\",\"closesAt\":\"2027-01-15T21:00:00Z\","
                        + "\"queue\":\"main\",\"serverTime\":\"2027-01-15T20:00:00Z\"}");
    }

    @Test
    void aCampaignWithoutAQueueSaysSo() {
        assertThat(read(new CampaignJson(campaign("a", null), 7), OPENS)
                        .get("queue")
                        .isNull())
                .isTrue();
    }

    @Test
    void anyNameIsReadAsItWasWritten() {
        var name = "\"10 %\" \\ off\n\t\u0000</script> \uD83C\uDFAB é \u2028";

        assertThat(read(new CampaignJson(campaign(name, null), 7), OPENS)
                        .get("name")
                        .asString())
                .isEqualTo(name);
    }

    @Test
    void theStateFollowsTheClockToTheMillisecond() {
        var json = new CampaignJson(campaign("a", null), 7);

        assertThat(json.state(OPENS.minusMillis(1))).isEqualTo(Campaign.State.SCHEDULED);
        assertThat(json.state(OPENS)).isEqualTo(Campaign.State.OPEN);
        assertThat(json.state(CLOSES.minusMillis(1))).isEqualTo(Campaign.State.OPEN);
        assertThat(json.state(CLOSES)).isEqualTo(Campaign.State.ENDED);
    }

    @Test
    void aCampaignIsSoldOutOnlyWhileItIsOpen() {
        var json = new CampaignJson(campaign("a", null), 0);

        assertThat(json.state(OPENS.minusMillis(1))).isEqualTo(Campaign.State.SCHEDULED);
        assertThat(json.state(OPENS)).isEqualTo(Campaign.State.SOLD_OUT);
        assertThat(json.state(CLOSES)).isEqualTo(Campaign.State.ENDED);
    }

    @Test
    void theSameCampaignCanBeWrittenAtManyMoments() {
        var json = new CampaignJson(campaign("a", null), 7);

        assertThat(read(json, OPENS.minusSeconds(1)).get("state").asString()).isEqualTo("SCHEDULED");
        assertThat(read(json, CLOSES).get("state").asString()).isEqualTo("ENDED");
        assertThat(read(json, CLOSES).get("serverTime").asString()).isEqualTo("2027-01-15T21:00:00Z");
    }

    private static JsonNode read(CampaignJson json, Instant serverTime) {
        var text = new StringBuilder();
        json.appendTo(text, serverTime);
        return JSON.readTree(text.toString());
    }

    private static Campaign campaign(String name, @Nullable String queue) {
        return new Campaign(new CampaignIdentity(12, 7), name, 10, OPENS, CLOSES, queue, 1);
    }
}

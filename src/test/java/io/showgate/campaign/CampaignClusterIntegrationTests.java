package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.CampaignScripts.Claimant;
import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.recording.TestStream;
import io.showgate.support.OwnRedisCluster;
import io.showgate.support.SideBySide;
import io.showgate.support.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;

/** The whole life of campaigns on a Redis Cluster, one on each of its masters, through every script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SideBySide
class CampaignClusterIntegrationTests {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final Duration LEASE = TestCampaign.LEASE;

    private final OwnRedisCluster cluster = OwnRedisCluster.start();
    private final RedissonClient redisson = TestRedis.clientOf(cluster);

    @AfterAll
    void stop() {
        redisson.shutdown();
        cluster.close();
    }

    @Test
    void allKeysOfACampaignShareASlotAndCampaignsAreSpread() {
        assertThat(List.of(4L, 7L, 1L).stream().map(this::master)).containsExactly(0, 1, 2);
    }

    private int master(long id) {
        var slots = CampaignKeys.of(new CampaignIdentity(id, 0)).all().stream()
                .map(key -> redisson.getKeys().getSlot(key.toString()))
                .distinct()
                .toList();
        assertThat(slots).hasSize(1);
        return slots.getFirst() * MASTERS / SLOTS;
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 7, 1})
    void aCampaignLivesFromItsOpeningToItsEnd(long id) {
        var campaign = new TestCampaign(redisson, new CampaignIdentity(id, 0));
        assertThat(campaign.scripts.follow().settings()).isNull();

        campaign.open(5, new Recorded("early", 1, "")).claimAll(4);
        assertThat(campaign.claim("late")).isEqualTo(Outcome.SOLD_OUT);
        campaign.assertAddsUp();

        record(campaign);
        decideAboutDeadLetters(campaign);
        giveBackAndChange(campaign);
        recover(campaign);
        end(campaign);
    }

    /** u1 is recorded, u2 and u3 are taken over from a dead instance. */
    private static void record(TestCampaign campaign) {
        var read = campaign.stream.read("dead", 3);
        campaign.stream.acknowledge(List.of(read.getFirst()));
        assertThat(TestStream.users(campaign.stream.takeover("alive", 10))).containsExactly("u2", "u3");
        assertThat(campaign.inStream()).containsExactly("u2", "u3", "u4");
        campaign.assertAddsUp();
    }

    /** u2 goes into the stream again, u3 is given up. */
    private static void decideAboutDeadLetters(TestCampaign campaign) {
        campaign.stream.readAgain("alive").forEach(entry -> campaign.stream.deadLetter(entry, "a test"));
        var letters = campaign.stream.deadLetters();
        assertThat(campaign.stream.retry(letters.getFirst().id())).isTrue();
        assertThat(campaign.scripts.discard(letters.getLast().id(), "withdrawn"))
                .isTrue();
        assertThat(campaign.inStream()).containsExactly("u4", "u2");
        assertThat(campaign.left()).isEqualTo(1);
        campaign.assertAddsUp();
    }

    private static void giveBackAndChange(TestCampaign campaign) {
        assertThat(campaign.scripts.restock("given-back", List.of("u1"))).isEqualTo(1);
        assertThat(campaign.scripts.configure(campaign.settings(6, 2), false).taken())
                .isEqualTo(3);
        assertThat(campaign.left()).isEqualTo(3);
        assertThat(campaign.scripts.find(List.of("u1", "u2", "nobody")).reasons())
                .containsOnlyKeys("u1", "u2")
                .containsEntry("u1", "given-back");
        assertThat(campaign.scripts.claimants(2, 2)).containsExactly(new Claimant("u1", 2), new Claimant("u2", 3));
        campaign.assertAddsUp();
    }

    private static void recover(TestCampaign campaign) {
        var run = campaign.scripts.close("instance", LEASE, true);
        assertThat(campaign.claim("closed")).isEqualTo(Outcome.CLOSED);
        assertThat(campaign.scripts.merge("instance", LEASE, List.of(new Recorded("lost", 9, ""))))
                .isTrue();
        assertThat(campaign.scripts.open("instance", run, campaign.settings(6, 2)))
                .isTrue();
        var snapshot = campaign.scripts.follow();
        assertThat(snapshot.isServing()).isTrue();
        assertThat(snapshot.left()).isEqualTo(2);
        assertThat(Objects.requireNonNull(snapshot.settings()).changed()).isEqualTo(2);
        campaign.assertAddsUp();
    }

    private static void end(TestCampaign campaign) {
        campaign.stream.acknowledge(campaign.stream.read("alive", 10));
        campaign.pass(TestCampaign.OPEN_FOR.plus(Duration.ofDays(1)));
        assertThat(campaign.scripts.forget(Duration.ZERO)).isTrue();
        assertThat(campaign.keyCount()).isZero();
    }
}

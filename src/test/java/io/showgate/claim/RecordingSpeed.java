package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Campaign;
import io.showgate.campaign.CampaignIdentity;
import io.showgate.campaign.CampaignLedger;
import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.LiveCampaign;
import io.showgate.reconciliation.CampaignAdministration;
import io.showgate.support.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures how fast one instance records a full stream, compared with plain inserts of the same rows on the same
 * server. The build does not run it: {@code mvn test -Dtest=RecordingSpeed}, best on servers of its own (README,
 * "Start").
 */
@IntegrationTest
@TestPropertySource(properties = "showgate.coupon.backlog=10000000")
class RecordingSpeed {

    private static final int CLAIMS = Integer.getInteger("claims", 200_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int BATCH = 1_000;
    private static final int PRODUCERS = 32;

    @Autowired
    CampaignAdministration administration;

    @Autowired
    CampaignRegistry campaigns;

    @Autowired
    CampaignLedger ledger;

    @Autowired
    ClaimRecording recording;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void besidePlainInserts() {
        jdbc.execute("drop table if exists coupon_claim_plain");
        jdbc.execute("create table coupon_claim_plain like coupon_claim");
        record(CLAIMS / 4);
        plain(CLAIMS / 4);
        var ratios = new ArrayList<Double>();
        for (int round = 1; round <= ROUNDS; round++) {
            double ours = record(CLAIMS);
            double plain = plain(CLAIMS);
            ratios.add(ours / plain);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: recorded %,.0f rows/s, plain inserts %,.0f rows/s, ratio %.2f%n",
                    round,
                    ours,
                    plain,
                    ours / plain);
        }
        Collections.sort(ratios);
        System.out.printf(Locale.ROOT, "recording: median ratio %.2f of %s%n", ratios.get(ratios.size() / 2), ratios);
        jdbc.execute("drop table coupon_claim_plain");
    }

    /** Recorded rows per second, from a full stream to the last commit. */
    private double record(int claims) {
        recording.stop();
        long couponId = campaign(claims);
        var campaign = Objects.requireNonNull(campaigns.find(couponId));
        fill(campaign, claims);
        long start = System.nanoTime();
        recording.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> issued(campaign.identity()) == claims);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(jdbc.queryForObject(
                        "select count(*) from coupon_claim where coupon_id = ?", Integer.class, couponId))
                .isEqualTo(claims);
        return claims / seconds;
    }

    private int issued(CampaignIdentity campaign) {
        return Objects.requireNonNull(ledger.find(campaign)).issued();
    }

    private long campaign(int stock) {
        var now = Instant.now();
        return administration
                .add(new Campaign(
                        CampaignIdentity.NONE, "speed", stock, now.minusSeconds(60), now.plusSeconds(3600), null, 0))
                .campaign()
                .couponId();
    }

    private static void fill(LiveCampaign campaign, int claims) {
        try (var threads =
                Executors.newFixedThreadPool(PRODUCERS, Thread.ofVirtual().factory())) {
            IntStream.range(0, PRODUCERS)
                    .mapToObj(first -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = first; i < claims; i += PRODUCERS) {
                                    assertThat(campaign.claim("user-" + i).outcome())
                                            .isEqualTo(Outcome.TAKEN);
                                }
                            },
                            threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    /** Inserted rows per second of the same rows, a thousand for each statement and transaction. */
    private double plain(int claims) {
        long campaign = System.nanoTime();
        var statement = "insert into coupon_claim_plain (coupon_id, user_id, number, code, claimed_at) values "
                + String.join(",", Collections.nCopies(BATCH, "(?,?,?,?,?)"));
        long start = System.nanoTime();
        for (int from = 0; from < claims; from += BATCH) {
            var rows = rows(campaign, from);
            transaction.executeWithoutResult(_ -> jdbc.update(statement, rows.toArray()));
        }
        return claims / ((System.nanoTime() - start) / 1e9);
    }

    private static List<Object> rows(long campaign, int from) {
        var now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        var rows = new ArrayList<Object>();
        for (int i = from; i < from + BATCH; i++) {
            Collections.addAll(rows, campaign, "user-" + i, (long) i, "ABCD-EFGH-JKMN-PQRS", now);
        }
        return rows;
    }
}

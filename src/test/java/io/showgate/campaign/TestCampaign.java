package io.showgate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.campaign.Claimed.Outcome;
import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.recording.TestStream;
import io.showgate.support.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * A campaign of its own in Redis, with a clock that moves only when a test moves it. Scripts run as in the product; the
 * other methods read their results from Redis. As an extension it checks the stock rule after each test.
 */
final class TestCampaign implements AfterEachCallback {

    static final Instant OPENS = Instant.ofEpochMilli(1_800_000_000_000L);
    static final Duration OPEN_FOR = Duration.ofHours(1);
    static final Duration LEASE = Duration.ofSeconds(5);
    static final int BACKLOG = 1_000_000;

    private static final AtomicLong IDS = new AtomicLong(1_000_000_000);

    final CampaignIdentity identity;
    final CampaignKeys keys;
    final AtomicLong now = new AtomicLong(OPENS.toEpochMilli());
    final CampaignScripts scripts;
    final TestStream stream;
    private final RedissonClient redisson;

    TestCampaign() {
        this(TestRedis.client(), new CampaignIdentity(IDS.incrementAndGet(), 7));
    }

    TestCampaign(CampaignIdentity identity) {
        this(TestRedis.client(), identity);
    }

    TestCampaign(RedissonClient redisson, CampaignIdentity identity) {
        this.redisson = redisson;
        this.identity = identity;
        keys = CampaignKeys.of(identity);
        scripts = scripts(redisson);
        stream = new TestStream(redisson, keys.stream(), keys.deadLetters());
    }

    /** This campaign as another client sees it. */
    CampaignScripts scripts(RedissonClient client) {
        return new CampaignScripts(CampaignScripts.Loaded.with(client, () -> Long.toString(now.get())), identity);
    }

    void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    /** The campaign with this stock, set by this change of an operator. */
    Campaign settings(int stock, long changed) {
        return new Campaign(identity, "a test", stock, OPENS, OPENS.plus(OPEN_FOR), null, changed);
    }

    /** Opens the campaign in a Redis that does not know it, with these recorded claims. */
    TestCampaign open(int stock, Recorded... recorded) {
        var run = scripts.close("opener", LEASE, true);
        assertThat(scripts.merge("opener", LEASE, List.of(recorded))).isTrue();
        assertThat(scripts.open("opener", run, settings(stock, 1))).isTrue();
        return this;
    }

    Outcome claim(String user) {
        return scripts.claim(user, BACKLOG, false).outcome();
    }

    /** Users u1, u2, ... claim in this order, and each gets a coupon. */
    TestCampaign claimAll(int users) {
        IntStream.rangeClosed(1, users)
                .forEach(i -> assertThat(claim("u" + i)).as("u%d", i).isEqualTo(Outcome.TAKEN));
        return this;
    }

    Outcome putBack(String user) {
        return scripts.claim(user, BACKLOG, true).outcome();
    }

    int left() {
        return Integer.parseInt(text(redisson.<String>getBucket(keys.stock().toString(), StringCodec.INSTANCE)
                .get()));
    }

    /** The people with a claim and their numbers, in the order of the numbers. */
    Map<String, Long> claims() {
        var claims = new LinkedHashMap<String, Long>();
        redisson.<String>getScoredSortedSet(keys.claims().toString(), StringCodec.INSTANCE)
                .entryRange(0, -1)
                .forEach(entry -> claims.put(entry.getValue(), entry.getScore().longValue()));
        return claims;
    }

    /** The people whose coupon went back, with the reasons. */
    Map<String, String> returned() {
        return redisson.<String, String>getMap(keys.returned().toString(), StringCodec.INSTANCE)
                .readAllMap();
    }

    /** The users of the claims that are not recorded, the oldest first. */
    List<String> inStream() {
        return stream.all("user");
    }

    Map<String, String> state() {
        return redisson.<String, String>getMap(keys.state().toString(), StringCodec.INSTANCE)
                .readAllMap();
    }

    /** The number of its keys that exist. */
    long keyCount() {
        return redisson.getKeys().countExists(names());
    }

    /** Removes everything, as if Redis were emptied. */
    void lose() {
        redisson.getKeys().delete(names());
    }

    /** Makes the campaign look as if it had been opened in an earlier run of Redis. */
    void pretendRestart() {
        redisson.<String, String>getMap(keys.state().toString(), StringCodec.INSTANCE)
                .fastPut("run", "0123456789012345678901234567890123456789");
    }

    /** Removes these claims from Redis, as if it came back with an older file. */
    void forgetClaims(Collection<String> users) {
        redisson.<String>getScoredSortedSet(keys.claims().toString(), StringCodec.INSTANCE)
                .removeAll(users);
    }

    private String[] names() {
        return keys.all().stream().map(Object::toString).toArray(String[]::new);
    }

    private static String text(@Nullable String value) {
        return value == null ? "0" : value;
    }

    /** stock = max(0, total - claims + returned), which holds whenever the campaign is open. */
    void assertAddsUp() {
        var state = state();
        var total = state.get("total");
        if (total != null && !state.containsKey("rebuild")) {
            int owned = claims().size() - returned().size();
            assertThat(left()).as("stock").isEqualTo(Math.max(0, Integer.parseInt(total) - owned));
            assertThat(claims().keySet())
                    .as("with a claim")
                    .containsAll(returned().keySet());
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertAddsUp();
    }
}

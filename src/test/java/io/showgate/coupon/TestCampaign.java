package io.showgate.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.coupon.CampaignScripts.Recorded;
import io.showgate.coupon.ClaimStream.Entry;
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
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.StringCodec;

/**
 * A campaign of its own in Redis, on a clock that only moves when told. Scripts run as in the product; the other
 * methods look at what they left from outside. Registered as an extension it makes sure after each test that what is
 * left is what nobody has.
 */
final class TestCampaign implements AfterEachCallback {

    static final Instant OPENS = Instant.ofEpochMilli(1_800_000_000_000L);
    static final Duration OPEN_FOR = Duration.ofHours(1);
    static final Duration LEASE = Duration.ofSeconds(5);
    static final int BACKLOG = 1_000_000;

    private static final AtomicLong IDS = new AtomicLong(1_000_000_000);

    final long id;
    final CampaignKeys keys;
    final AtomicLong now = new AtomicLong(OPENS.toEpochMilli());
    final CampaignScripts scripts;
    final ClaimStream stream;
    private final RedissonClient redisson;

    TestCampaign() {
        this(TestRedis.client(), IDS.incrementAndGet());
    }

    TestCampaign(RedissonClient redisson, long id) {
        this.redisson = redisson;
        this.id = id;
        keys = CampaignKeys.of(id);
        scripts = scripts(redisson);
        stream = new ClaimStream(ClaimStream.Loaded.with(redisson), id);
    }

    /** This campaign as another client sees it. */
    CampaignScripts scripts(RedissonClient client) {
        return new CampaignScripts(CampaignScripts.Loaded.with(client, () -> Long.toString(now.get())), id);
    }

    void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    /** The campaign with so many coupons, by that change of an operator. */
    Campaign terms(int stock, long changed) {
        return new Campaign(id, "a test", stock, OPENS, OPENS.plus(OPEN_FOR), null, changed);
    }

    /** Opens it in a Redis that does not know it, with these recorded claims. */
    TestCampaign open(int stock, Recorded... recorded) {
        var run = scripts.close("opener", LEASE.toMillis(), true);
        assertThat(scripts.merge("opener", LEASE.toMillis(), List.of(recorded))).isTrue();
        assertThat(scripts.open("opener", run, terms(stock, 1))).isTrue();
        return this;
    }

    int claim(String user) {
        return scripts.claim(user, BACKLOG, false).code();
    }

    /** Users u1, u2, ... in this order, each of whom gets a coupon. */
    TestCampaign claimAll(int users) {
        IntStream.rangeClosed(1, users)
                .forEach(i -> assertThat(claim("u" + i)).as("u%d", i).isEqualTo(Claimed.TAKEN));
        return this;
    }

    int putBack(String user) {
        return scripts.claim(user, BACKLOG, true).code();
    }

    /** What the consumer draws for the first time. */
    List<Entry> draw(String consumer, int count) {
        return stream.draw(consumer, count, false);
    }

    /** Draws the next claim and sets it aside; returns its id there. */
    String setNextAside(String reason) {
        stream.setAside(draw("setting-aside", 1).getFirst(), reason);
        return stream.asides(1_000).getLast().id();
    }

    int left() {
        return Integer.parseInt(text(redisson.<String>getBucket(keys.stock().toString(), StringCodec.INSTANCE)
                .get()));
    }

    /** Who has a claim, with their numbers, in the order of these. */
    Map<String, Long> claims() {
        var claims = new LinkedHashMap<String, Long>();
        redisson.<String>getScoredSortedSet(keys.claims().toString(), StringCodec.INSTANCE)
                .entryRange(0, -1)
                .forEach(entry -> claims.put(entry.getValue(), entry.getScore().longValue()));
        return claims;
    }

    /** Whose coupon went back, and why. */
    Map<String, String> returned() {
        return redisson.<String, String>getMap(keys.returned().toString(), StringCodec.INSTANCE)
                .readAllMap();
    }

    /** The users of the claims that are not recorded, the oldest first. */
    List<String> inStream() {
        return rawStream()
                .range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX))
                .values()
                .stream()
                .map(fields -> fields.getOrDefault("user", ""))
                .toList();
    }

    RStream<String, String> rawStream() {
        return redisson.getStream(keys.stream().toString(), StringCodec.INSTANCE);
    }

    Map<String, String> state() {
        return redisson.<String, String>getMap(keys.state().toString(), StringCodec.INSTANCE)
                .readAllMap();
    }

    /** How many of its keys there are. */
    long keyCount() {
        return redisson.getKeys().countExists(names());
    }

    /** Forgets everything, as an empty Redis would. */
    void lose() {
        redisson.getKeys().delete(names());
    }

    /** Lets Redis look as if it had been opened in an earlier run than this one. */
    void pretendRestart() {
        redisson.<String, String>getMap(keys.state().toString(), StringCodec.INSTANCE)
                .fastPut("run", "0123456789012345678901234567890123456789");
    }

    /** Lets Redis forget these, as one that comes back with an older file. */
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

package io.showgate.coupon;

import io.showgate.redis.LuaScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

/**
 * The claims of one campaign on their way into the database, and those that were set aside on it. Claims stay in the
 * stream until they are acknowledged; each method is one round trip and is named as its script. Stateless and
 * thread-safe; every method throws {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
final class ClaimStream {

    /** How many of those set aside are looked at. */
    static final int MOST_SET_ASIDE = 1_000;

    /** The scripts themselves, which all campaigns share. */
    record Loaded(
            LuaScript draw,
            LuaScript takeover,
            LuaScript acknowledge,
            LuaScript setAside,
            LuaScript asides,
            LuaScript retry,
            LuaScript discard) {

        static Loaded with(RedissonClient redisson) {
            return new Loaded(
                    script(redisson, "draw"),
                    script(redisson, "takeover"),
                    script(redisson, "acknowledge"),
                    script(redisson, "setAside"),
                    script(redisson, "asides"),
                    script(redisson, "retry"),
                    script(redisson, "discard"));
        }

        private static LuaScript script(RedissonClient redisson, String name) {
            return new LuaScript(redisson, ClaimStream.class, name);
        }
    }

    /**
     * An entry as it lies in the stream; whether it makes sense is for the reader to find out.
     *
     * @param id its id, which begins with when it was made, in ms since the epoch
     * @param user the user, or empty
     * @param number the claim's number, or empty
     */
    record Entry(String id, String user, String number) {

        long madeMillis() {
            return Long.parseLong(id.substring(0, id.indexOf('-')));
        }
    }

    /** An entry that was set aside, by its id there. */
    record Aside(String id, Entry entry, String reason) {}

    /** An instance that records looks for claims left lying every few seconds; one silent for an hour is gone. */
    private static final long SILENT_MILLIS = 3_600_000;

    private final CampaignKeys keys;
    private final Loaded scripts;

    ClaimStream(Loaded scripts, long couponId) {
        keys = CampaignKeys.of(couponId);
        this.scripts = scripts;
    }

    /**
     * The next entries, which are this consumer's from now on; or with {@code again} those that it drew before and has
     * not acknowledged.
     */
    List<Entry> draw(String consumer, int count, boolean again) {
        return entries(scripts.draw.run(List.of(keys.stream()), consumer, count, again ? "0" : ">"));
    }

    /** Entries that their consumer left lying for this long. */
    List<Entry> takeover(String consumer, long idleMillis, int count) {
        return entries(scripts.takeover.run(List.of(keys.stream()), consumer, idleMillis, count, SILENT_MILLIS));
    }

    void acknowledge(Collection<String> ids) {
        scripts.acknowledge.run(List.of(keys.stream()), ids.toArray());
    }

    void setAside(Entry entry, String reason) {
        scripts.setAside.run(List.of(keys.stream(), keys.aside()), entry.id(), entry.user(), entry.number(), reason);
    }

    List<Aside> asides(int count) {
        return scripts.asides.run(List.of(keys.aside()), count).stream()
                .map(ClaimStream::aside)
                .toList();
    }

    /** False if there is no such entry set aside. */
    boolean retry(String id) {
        return isOne(scripts.retry.run(List.of(keys.aside(), keys.stream()), id));
    }

    /** Gives up an entry that was set aside; false if there is none such. */
    boolean discard(String id, String reason) {
        return isOne(scripts.discard.run(
                List.of(keys.aside(), keys.claims(), keys.returned(), keys.state(), keys.stock()), id, reason));
    }

    private static List<Entry> entries(List<Object> answer) {
        var entries = new ArrayList<Entry>(answer.size());
        for (var each : answer) {
            if (each instanceof List<?> entry) {
                entries.add(entry(entry.getFirst().toString(), (List<?>) entry.get(1)));
            }
        }
        return entries;
    }

    private static Entry entry(String id, List<?> fields) {
        return new Entry(id, field(fields, "user"), field(fields, "number"));
    }

    private static Aside aside(Object answer) {
        var entry = (List<?>) answer;
        var fields = (List<?>) entry.get(1);
        return new Aside(entry.getFirst().toString(), entry(field(fields, "entry"), fields), field(fields, "reason"));
    }

    private static String field(@Nullable List<?> fields, String name) {
        if (fields != null) {
            for (int i = 0; i + 1 < fields.size(); i += 2) {
                if (name.equals(fields.get(i))) {
                    return fields.get(i + 1).toString();
                }
            }
        }
        return "";
    }

    private static boolean isOne(List<Object> answer) {
        return answer.getFirst().toString().equals("1");
    }
}

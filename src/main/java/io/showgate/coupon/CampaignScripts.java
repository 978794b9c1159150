package io.showgate.coupon;

import io.showgate.redis.LuaScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * One campaign in Redis: each method is one round trip and is named as its script. Stateless and thread-safe; every
 * method throws {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
final class CampaignScripts {

    /**
     * The scripts themselves, which all campaigns share.
     *
     * @param time the time to go by, in ms as text, or empty for that of Redis; tests move it
     */
    record Loaded(
            LuaScript claim,
            LuaScript follow,
            LuaScript claimants,
            LuaScript find,
            LuaScript configure,
            LuaScript restock,
            LuaScript close,
            LuaScript merge,
            LuaScript open,
            LuaScript forget,
            Supplier<String> time) {

        static Loaded with(RedissonClient redisson, Supplier<String> time) {
            return new Loaded(
                    script(redisson, "claim"),
                    script(redisson, "follow"),
                    script(redisson, "claimants"),
                    script(redisson, "find"),
                    script(redisson, "configure"),
                    script(redisson, "restock"),
                    script(redisson, "close"),
                    script(redisson, "merge"),
                    script(redisson, "open"),
                    script(redisson, "forget"),
                    time);
        }

        private static LuaScript script(RedissonClient redisson, String name) {
            return new LuaScript(redisson, CampaignScripts.class, name);
        }
    }

    /**
     * What became of a claim.
     *
     * @param opensMillis when the campaign opens, if it is not open yet
     * @param nowMillis the time of Redis then
     */
    record Claimed(int code, long opensMillis, long nowMillis) {

        static final int TAKEN = 0;
        static final int TAKEN_BEFORE = 1;
        static final int SOLD_OUT = 2;
        static final int NOT_OPEN = 3;
        static final int ENDED = 4;
        static final int CLOSED = 5;
        static final int BACKLOG = 6;
    }

    /**
     * What Redis knows of some users.
     *
     * @param settled false while the campaign is missing or being recovered; nothing follows then from an absence
     * @param known the users with a claim, and why their coupon went back to the stock, or empty if it did not
     */
    record Found(boolean settled, Map<String, String> known) {}

    /** What became of a change: whether it is in force, and how many coupons are taken. */
    record Configured(int code, long taken) {

        static final int REFUSED = 1;
    }

    /** A claim that is recorded: why it was given back, or empty if it was not. */
    record Recorded(String user, long number, String reason) {}

    private final CampaignKeys keys;
    private final Loaded scripts;
    private final Supplier<String> time;

    CampaignScripts(Loaded scripts, long couponId) {
        keys = CampaignKeys.of(couponId);
        this.scripts = scripts;
        time = scripts.time();
    }

    Claimed claim(String user, int backlog, boolean putBack) {
        var answer = scripts.claim.run(
                List.of(keys.stock(), keys.claims(), keys.stream(), keys.state()),
                user,
                backlog,
                putBack ? 1 : 0,
                time.get());
        return new Claimed((int) number(answer, 0), number(answer, 1), number(answer, 2));
    }

    CampaignPicture follow() {
        long asked = System.nanoTime();
        var answer = scripts.follow.run(keys.all(), time.get());
        return CampaignPicture.of(answer, asked, System.nanoTime());
    }

    /** The next people with a claim, each followed by their number. */
    List<Object> claimants(long fromNumber, int count) {
        return scripts.claimants.run(List.of(keys.claims()), fromNumber, count);
    }

    Found find(Collection<String> users) {
        var answer = scripts.find.run(List.of(keys.claims(), keys.returned(), keys.state()), users.toArray());
        var known = new HashMap<String, String>();
        int i = 1;
        for (var user : users) {
            var text = answer.get(i++).toString();
            if (!text.equals("0")) {
                known.put(user, text.equals("1") ? "" : text);
            }
        }
        return new Found(number(answer, 0) == 1, known);
    }

    /** Brings a change into force; with {@code force} goes back to it from one that was never committed. */
    Configured configure(Campaign campaign, boolean force) {
        var answer = scripts.configure.run(
                List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()),
                campaign.stock(),
                campaign.opensAt().toEpochMilli(),
                campaign.closesAt().toEpochMilli(),
                campaign.changed(),
                force ? 1 : 0);
        return new Configured((int) number(answer, 0), number(answer, 1));
    }

    /** Puts coupons back into the stock, each once; returns how many. */
    long restock(String reason, Collection<String> users) {
        var arguments = new ArrayList<Object>();
        arguments.add(reason);
        arguments.addAll(users);
        return number(
                scripts.restock.run(
                        List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()), arguments.toArray()),
                0);
    }

    /**
     * Closes the campaign for recovery.
     *
     * @param force to close it even if it is open and nothing seems wrong
     * @return the run of Redis it happened in, or empty if another instance is at it or it is open
     */
    String close(String token, long leaseMillis, boolean force) {
        var answer = scripts.close.run(List.of(keys.state()), token, leaseMillis, force ? 1 : 0, time.get());
        return answer.get(1).toString();
    }

    /** False if the campaign is not this instance's to recover any more. */
    boolean merge(String token, long leaseMillis, Collection<Recorded> claims) {
        var arguments = new ArrayList<Object>(List.of(token, leaseMillis, time.get()));
        for (var claim : claims) {
            arguments.add(claim.user());
            arguments.add(claim.number());
            arguments.add(claim.reason());
        }
        var answer = scripts.merge.run(List.of(keys.claims(), keys.returned(), keys.state()), arguments.toArray());
        return number(answer, 0) == 1;
    }

    /** False if the campaign is not this instance's to open any more. */
    boolean open(String token, String run, Campaign campaign) {
        var answer = scripts.open.run(
                List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()),
                token,
                run,
                campaign.stock(),
                campaign.opensAt().toEpochMilli(),
                campaign.closesAt().toEpochMilli(),
                campaign.changed(),
                time.get());
        return number(answer, 0) == 1;
    }

    /** Removes a campaign that ended long ago; false if it is kept. */
    boolean forget(long keepMillis) {
        return number(scripts.forget.run(keys.all(), keepMillis, time.get()), 0) == 1;
    }

    private static long number(List<Object> answer, int index) {
        return Long.parseLong(answer.get(index).toString());
    }
}

package io.showgate.campaign;

import io.showgate.campaign.ClosedCampaign.Recorded;
import io.showgate.redis.LuaScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

/**
 * One campaign in Redis: each method is one round trip and is named after its script. Stateless and thread-safe; every
 * method throws {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
final class CampaignScripts {

    /**
     * The loaded scripts, which all campaigns share.
     *
     * @param time the time that scripts use, in ms as text, or empty for the time of Redis; tests set it
     */
    record Loaded(
            LuaScript claim,
            LuaScript follow,
            LuaScript claimants,
            LuaScript find,
            LuaScript configure,
            LuaScript restock,
            LuaScript discard,
            LuaScript close,
            LuaScript merge,
            LuaScript open,
            LuaScript forget,
            LuaScript identify,
            Supplier<String> time) {

        static Loaded with(RedissonClient redisson, Supplier<String> time) {
            return new Loaded(
                    script(redisson, "claim"),
                    script(redisson, "follow"),
                    script(redisson, "claimants"),
                    script(redisson, "find"),
                    script(redisson, "configure"),
                    script(redisson, "restock"),
                    script(redisson, "discard"),
                    script(redisson, "close"),
                    script(redisson, "merge"),
                    script(redisson, "open"),
                    script(redisson, "forget"),
                    script(redisson, "identify"),
                    time);
        }

        private static LuaScript script(RedissonClient redisson, String name) {
            return new LuaScript(redisson, CampaignScripts.class, name);
        }
    }

    /** A person with a claim and the number of the claim. */
    record Claimant(String user, long number) {}

    private final CampaignIdentity campaign;
    private final CampaignKeys keys;
    private final Loaded scripts;
    private final Supplier<String> time;

    CampaignScripts(Loaded scripts, CampaignIdentity campaign) {
        this.campaign = campaign;
        keys = CampaignKeys.of(campaign);
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
        return new Claimed(Claimed.Outcome.of(number(answer, 0)), number(answer, 1), number(answer, 2));
    }

    CampaignSnapshot follow() {
        long asked = System.nanoTime();
        var answer = scripts.follow.run(keys.all(), time.get());
        return CampaignSnapshot.of(answer, asked, System.nanoTime());
    }

    /** The next people with a claim, in the order of their numbers. */
    List<Claimant> claimants(long fromNumber, int count) {
        var answer = scripts.claimants.run(List.of(keys.claims()), fromNumber, count);
        var claimants = new ArrayList<Claimant>(answer.size() / 2);
        for (int i = 0; i < answer.size(); i += 2) {
            long number = (long) Double.parseDouble(answer.get(i + 1).toString());
            claimants.add(new Claimant(answer.get(i).toString(), number));
        }
        return claimants;
    }

    FoundClaims find(Collection<String> users) {
        var answer = scripts.find.run(List.of(keys.claims(), keys.returned(), keys.state()), users.toArray());
        var reasons = new HashMap<String, String>();
        int i = 1;
        for (var user : users) {
            var text = answer.get(i++).toString();
            if (!text.equals("0")) {
                reasons.put(user, text.equals("1") ? "" : text);
            }
        }
        return new FoundClaims(number(answer, 0) == 1, reasons);
    }

    /** Brings a change into force. With {@code force} it replaces a later change that was never committed. */
    Configured configure(Campaign campaign, boolean force) {
        var answer = scripts.configure.run(
                List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()),
                campaign.stock(),
                campaign.opensAt().toEpochMilli(),
                campaign.closesAt().toEpochMilli(),
                campaign.changed(),
                force ? 1 : 0);
        return new Configured(Configured.Result.of(number(answer, 0)), number(answer, 1));
    }

    /** Puts coupons back into the stock, each once; returns how many went back now. */
    long restock(String reason, Collection<String> users) {
        var arguments = new ArrayList<Object>();
        arguments.add(reason);
        arguments.addAll(users);
        return number(
                scripts.restock.run(
                        List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()), arguments.toArray()),
                0);
    }

    /** Gives up a dead letter and puts its coupon back into the stock; false if there is none with this id. */
    boolean discard(String id, String reason) {
        return isOne(scripts.discard.run(
                List.of(keys.deadLetters(), keys.claims(), keys.returned(), keys.state(), keys.stock()), id, reason));
    }

    /**
     * Closes the campaign for recovery.
     *
     * @param force true to close it even if it is open and nothing seems wrong
     * @return the run of Redis in which it is closed, or empty if another instance recovers it or it is open
     */
    String close(String token, Duration lease, boolean force) {
        var answer = scripts.close.run(List.of(keys.state()), token, lease.toMillis(), force ? 1 : 0, time.get());
        return answer.get(1).toString();
    }

    /** Adds recorded claims; false if this instance does not hold the campaign any more. */
    boolean merge(String token, Duration lease, Collection<Recorded> claims) {
        var arguments = new ArrayList<Object>(List.of(token, lease.toMillis(), time.get()));
        for (var claim : claims) {
            arguments.add(claim.user());
            arguments.add(claim.number());
            arguments.add(claim.reason());
        }
        return isOne(scripts.merge.run(List.of(keys.claims(), keys.returned(), keys.state()), arguments.toArray()));
    }

    /** Opens the campaign; false if this instance does not hold it any more. */
    boolean open(String token, String run, Campaign campaign) {
        return isOne(scripts.open.run(
                List.of(keys.claims(), keys.returned(), keys.state(), keys.stock()),
                token,
                run,
                campaign.stock(),
                campaign.opensAt().toEpochMilli(),
                campaign.closesAt().toEpochMilli(),
                campaign.changed(),
                time.get()));
    }

    /** Removes a campaign that ended long ago; false if it is kept. */
    boolean forget(Duration keep) {
        return isOne(scripts.forget.run(keys.all(), keep.toMillis(), time.get()));
    }

    /** Notes that this campaign has its id now; returns the identity that had the id before, or null. */
    @Nullable
    CampaignIdentity identify() {
        var earlier = scripts.identify
                .run(List.of(CampaignKeys.CAMPAIGNS), campaign.couponId(), campaign.text())
                .getFirst()
                .toString();
        return earlier.isEmpty() ? null : CampaignIdentity.of(earlier);
    }

    private static boolean isOne(List<Object> answer) {
        return number(answer, 0) == 1;
    }

    private static long number(List<Object> answer, int index) {
        return Long.parseLong(answer.get(index).toString());
    }
}

package io.showgate.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Reads the keys of a Redis for tests. Its scripts read everything, so the product must not run them. */
final class TestKeys {

    private static final String SUMMARIES = script("summaries.lua");
    private static final String CONTENTS = script("contents.lua");

    private final RedissonClient redis;

    /**
     * A queue or a campaign.
     *
     * @param prefix the text that all of its keys begin with
     * @param names the rest of each key
     * @param summary changes when the keys change
     */
    record Owner(String prefix, List<String> names, String summary) {}

    TestKeys(RedissonClient redis) {
        this.redis = redis;
    }

    /**
     * The queues and campaigns of which a key was used within this time. The Redis also contains those of all earlier
     * tests.
     */
    List<Owner> usedWithin(Duration time) {
        List<String> flat = redis.getScript(StringCodec.INSTANCE)
                .eval(Mode.READ_ONLY, SUMMARIES, ReturnType.LIST, List.of(), Long.toString(time.toSeconds()));
        var owners = new ArrayList<Owner>();
        for (int i = 0; i < flat.size(); i += 3) {
            owners.add(new Owner(flat.get(i), List.of(flat.get(i + 1).split(" ", -1)), flat.get(i + 2)));
        }
        return owners;
    }

    /** The contents of the keys with this prefix at one moment, by name. A key that does not exist has no contents. */
    KeyContents contents(String prefix, List<String> names) {
        var keys = names.stream().map(name -> (Object) (prefix + name)).toList();
        List<List<String>> lists =
                redis.getScript(StringCodec.INSTANCE).eval(Mode.READ_ONLY, CONTENTS, ReturnType.LIST, keys);
        var contents = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < names.size(); i++) {
            contents.put(names.get(i), lists.get(i));
        }
        return new KeyContents(contents);
    }

    private static String script(String name) {
        try (var script = Objects.requireNonNull(TestKeys.class.getResourceAsStream(name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package io.showgate.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Looks at the keys of a Redis for tests, by scripts that no product should run. */
final class TestKeys {

    private static final String TOUCHED = script("touched.lua");
    private static final String CONTENTS = script("contents.lua");

    private final RedissonClient redis;

    TestKeys(RedissonClient redis) {
        this.redis = redis;
    }

    /** The keys of queues and campaigns that were used within this time. Those of all earlier tests are there too. */
    List<String> touchedWithin(Duration time) {
        return redis.getScript(StringCodec.INSTANCE)
                .eval(Mode.READ_ONLY, TOUCHED, ReturnType.LIST, List.of(), Long.toString(time.toSeconds()));
    }

    /** The contents of the keys with this prefix at one moment, by name; of a key that is not there nothing. */
    Map<String, List<String>> contents(String prefix, List<String> names) {
        var keys = names.stream().map(name -> (Object) (prefix + name)).toList();
        List<List<String>> lists =
                redis.getScript(StringCodec.INSTANCE).eval(Mode.READ_ONLY, CONTENTS, ReturnType.LIST, keys);
        var contents = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < names.size(); i++) {
            contents.put(names.get(i), lists.get(i));
        }
        return contents;
    }

    /** Lists of members and scores, or of fields and values, as a map in their order. */
    static Map<String, String> pairs(List<String> flat) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }

    /** Members and scores as a map in their order. */
    static Map<String, Long> scores(List<String> flat) {
        var scores = new LinkedHashMap<String, Long>();
        pairs(flat).forEach((member, score) -> scores.put(member, (long) Double.parseDouble(score)));
        return scores;
    }

    /** The number in a string, 0 if there is none. */
    static long number(List<String> value) {
        return value.isEmpty() ? 0 : Long.parseLong(value.getFirst());
    }

    private static String script(String name) {
        try (var script = Objects.requireNonNull(TestKeys.class.getResourceAsStream(name))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

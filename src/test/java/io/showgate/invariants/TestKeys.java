package io.showgate.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

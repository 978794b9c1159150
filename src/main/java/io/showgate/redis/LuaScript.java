package io.showgate.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/**
 * A Lua script beside the class that calls it. It runs by its digest in one round trip. A Redis that does not know it
 * yet, because it was replaced or is another node, receives its source at the first call. Thread-safe.
 */
public final class LuaScript {

    private final RScript redis;
    private final String source;
    private final String digest;

    /**
     * Loads {@code <name>.lua} from the owner's package, with the parts that it includes.
     *
     * @param redisson the client to run it with
     * @param owner the class whose package holds the script
     * @param name the file's name without its ending
     */
    public LuaScript(RedissonClient redisson, Class<?> owner, String name) {
        redis = redisson.getScript(StringCodec.INSTANCE);
        source = LuaSource.read(owner, name);
        digest = sha1(source);
    }

    /**
     * Runs the script on the node that owns its keys.
     *
     * @param keys every key it touches, all in one slot
     * @param arguments its arguments, sent as text
     * @return the script's array: numbers as {@link Long}, text as {@link String}, arrays as lists
     * @throws RedisFullException if Redis has no memory left. The script has changed nothing then
     * @throws RedisException if Redis does not answer in time or refuses
     */
    public List<Object> run(List<Object> keys, Object... arguments) {
        try {
            return evaluate(keys, arguments);
        } catch (RedisException refusal) {
            throw RedisFullException.caused(refusal) ? new RedisFullException(refusal) : refusal;
        }
    }

    private List<Object> evaluate(List<Object> keys, Object... arguments) {
        try {
            return RedisTimeBudget.await(RedisAccess.send(() -> redis.evalShaAsync(
                    (String) keys.getFirst(),
                    RScript.Mode.READ_WRITE,
                    digest,
                    RScript.ReturnType.LIST,
                    keys,
                    arguments)));
        } catch (RedisNoScriptException unknownThere) {
            return RedisTimeBudget.await(RedisAccess.send(() -> redis.evalAsync(
                    (String) keys.getFirst(),
                    RScript.Mode.READ_WRITE,
                    source,
                    RScript.ReturnType.LIST,
                    keys,
                    arguments)));
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

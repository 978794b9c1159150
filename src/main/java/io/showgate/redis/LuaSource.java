package io.showgate.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * The text of a Lua script as it is sent to Redis. A line {@code -- include redis/now.part.lua} is replaced by that
 * resource of {@code io/showgate}, so that scripts can share functions. A part includes no other part.
 */
final class LuaSource {

    private static final String ROOT = "io/showgate/";
    private static final Pattern INCLUDE = Pattern.compile("(?m)^-- include (\\S+\\.part\\.lua)$");

    private LuaSource() {}

    /**
     * Reads {@code <name>.lua} from the owner's package and resolves its includes.
     *
     * @throws UncheckedIOException if the script or an included part is not in the class path
     */
    static String read(Class<?> owner, String name) {
        return withParts(text(new ClassPathResource(name + ".lua", owner)));
    }

    static String withParts(String script) {
        return INCLUDE.matcher(script)
                .replaceAll(line -> Matcher.quoteReplacement(
                        text(new ClassPathResource(ROOT + line.group(1))).stripTrailing()));
    }

    private static String text(ClassPathResource resource) {
        try (var in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notPackaged) {
            throw new UncheckedIOException(notPackaged);
        }
    }
}

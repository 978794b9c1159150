package io.showgate.faults;

import io.showgate.support.Answers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Who was given which number, as their tokens say: a person has one for as long as they stay, and nobody else has it.
 * Thread-safe.
 */
final class Places {

    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Answers answers;
    private final BooleanSupplier redisWasEmptied;

    Places(Answers answers, BooleanSupplier redisWasEmptied) {
        this.answers = answers;
        this.redisWasEmptied = redisWasEmptied;
    }

    /**
     * Notes the token that somebody was answered with who joined, perhaps not for the first time. Who does so without
     * their token when Redis has lost everything is taken for somebody new until the token is seen.
     */
    void joined(String user, String token) {
        told(user, token, redisWasEmptied.getAsBoolean());
    }

    /** Notes the token that somebody was answered with who had asked with one. */
    void told(String user, String token) {
        told(user, token, false);
    }

    private void told(String user, String token, boolean mayBeLater) {
        var number = number(token);
        var before = numbers.putIfAbsent(user, number);
        boolean same = before == null || before.equals(number);
        if (!same && !(mayBeLater && Long.parseLong(number) > Long.parseLong(before))) {
            answers.heardWrong(user + " had number " + before + " and was given " + number);
        }
        var holder = holders.putIfAbsent(number, user);
        if (holder != null && !holder.equals(user)) {
            answers.heardWrong("number " + number + " was given to " + holder + " and to " + user);
        }
    }

    /** What stands in a token between the name of the queue and its epoch, and the user. */
    private static String number(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new String(payload, StandardCharsets.ISO_8859_1).split(":", -1)[2];
    }

    int count() {
        return holders.size();
    }
}

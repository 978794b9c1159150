package io.showgate.faults;

import io.showgate.support.Answers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Who was given which number, as their tokens say: a person has one for as long as they stay, and nobody else has it.
 * Only when Redis has lost everything may a person have two, having joined anew without a token. Thread-safe.
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

    /** Notes the token that somebody was answered with. */
    void told(String user, String token) {
        var number = number(token);
        var before = numbers.putIfAbsent(user, number);
        boolean same = before == null || before.equals(number);
        if (!same && !redisWasEmptied.getAsBoolean()) {
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

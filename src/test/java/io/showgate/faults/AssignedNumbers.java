package io.showgate.faults;

import io.showgate.support.Answers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The numbers in the tokens that people were given. A person keeps one number during the whole visit, and no two people
 * have the same number. Only after Redis has lost everything may a person get a second number, by joining again without
 * a token. Thread-safe.
 */
final class AssignedNumbers {

    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Answers answers;
    private final BooleanSupplier redisWasEmptied;

    AssignedNumbers(Answers answers, BooleanSupplier redisWasEmptied) {
        this.answers = answers;
        this.redisWasEmptied = redisWasEmptied;
    }

    /** Records the token in an answer, and reports a number that changed or that two people have. */
    void record(String user, String token) {
        var number = number(token);
        var before = numbers.putIfAbsent(user, number);
        boolean same = before == null || before.equals(number);
        if (!same && !redisWasEmptied.getAsBoolean()) {
            answers.recordWrong(user + " had number " + before + " and was given " + number);
        }
        var holder = holders.putIfAbsent(number, user);
        if (holder != null && !holder.equals(user)) {
            answers.recordWrong("number " + number + " was given to " + holder + " and to " + user);
        }
    }

    /** The number in a token: it follows the queue's name and epoch, and precedes the user. */
    private static String number(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new String(payload, StandardCharsets.ISO_8859_1).split(":", -1)[2];
    }

    int count() {
        return holders.size();
    }
}

package io.showgate.invariants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of some keys of a Redis, as plain lists.
 *
 * @param lists by the names of the keys; empty for a key that is not there
 */
record KeyContents(Map<String, List<String>> lists) {

    /** The users in a stream, with repetitions. */
    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** The fields and values of a hash. */
    Map<String, String> pairs(String name) {
        var flat = list(name);
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }

    /** The members and scores of a sorted set, the lowest first. */
    Map<String, Long> scores(String name) {
        var scores = new LinkedHashMap<String, Long>();
        pairs(name).forEach((member, score) -> scores.put(member, (long) Double.parseDouble(score)));
        return scores;
    }

    /** The number in a string, 0 if there is none. */
    long number(String name) {
        return list(name).isEmpty() ? 0 : Long.parseLong(list(name).getFirst());
    }
}

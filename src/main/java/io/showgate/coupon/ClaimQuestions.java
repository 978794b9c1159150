package io.showgate.coupon;

import io.showgate.database.DatabaseGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Questions about claims that are put to one who knows, one batch at a time: those that come meanwhile are put together
 * in the next, up to {@value #TOGETHER} at once, each campaign's by itself. Thread-safe.
 */
final class ClaimQuestions {

    private static final int TOGETHER = 1_000;

    /** What became of this claim? */
    record Question(ClaimKey key, CompletableFuture<ClaimState> answer) {

        /** The users who ask. */
        static Set<String> users(List<Question> asked) {
            return asked.stream().map(question -> question.key().user()).collect(Collectors.toSet());
        }

        /** Answers those whose users are among these; the others stay open. */
        static void answer(List<Question> asked, Map<String, ClaimState> states) {
            for (var question : asked) {
                var state = states.get(question.key().user());
                if (state != null) {
                    question.answer().complete(state);
                }
            }
        }
    }

    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final String name;
    private final BiConsumer<Long, List<Question>> put;

    /**
     * Questions for one who knows.
     *
     * @param name of the thread that puts them
     * @param put answers those of one campaign, or passes them on; what it throws is the answer to those left open
     */
    ClaimQuestions(String name, BiConsumer<Long, List<Question>> put) {
        this.name = name;
        this.put = put;
    }

    void add(Collection<Question> more) {
        questions.addAll(more);
        askIfNobodyDoes();
    }

    private void askIfNobodyDoes() {
        if (!questions.isEmpty() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    DatabaseGuard.inBackground(this::askAll);
                } finally {
                    asking.set(false);
                    askIfNobodyDoes();
                }
            });
        }
    }

    private void askAll() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            var ofCampaign = new HashMap<Long, List<Question>>();
            batch.forEach(question -> ofCampaign
                    .computeIfAbsent(question.key().couponId(), _ -> new ArrayList<>())
                    .add(question));
            ofCampaign.forEach(this::ask);
        }
    }

    private List<Question> next() {
        var batch = new ArrayList<Question>();
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            batch.add(question);
            if (batch.size() == TOGETHER) {
                break;
            }
        }
        return batch;
    }

    private void ask(long couponId, List<Question> asked) {
        try {
            put.accept(couponId, asked);
        } catch (RuntimeException | Error failure) {
            asked.forEach(question -> question.answer().completeExceptionally(failure));
        }
    }
}

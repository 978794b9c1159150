package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.coupon.CampaignScripts.Found;
import io.showgate.coupon.ClaimRepository.StoredClaim;
import io.showgate.protection.DatabaseGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of claims. However many ask, an instance asks the database one question at a time: those who
 * come meanwhile are asked for together in the next, up to {@value #TOGETHER} at once. So people who ask for their
 * receipts never take more than one connection.
 *
 * <p>A claim that neither the database nor Redis knows was lost with Redis; the receipt that is asked with proves it,
 * and it is put back while stock lasts. Thread-safe.
 */
@Component
class ClaimLookups {

    private static final int TOGETHER = 1_000;
    private static final ClaimState PROCESSING = new ClaimState.Processing();

    private record Question(ClaimKey key, CompletableFuture<ClaimState> answer) {}

    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final ClaimRepository claims;
    private final CampaignDirectory directory;
    private final CouponMetrics metrics;
    private final CouponProperties properties;

    ClaimLookups(
            ClaimRepository claims, CampaignDirectory directory, CouponMetrics metrics, CouponProperties properties) {
        this.claims = claims;
        this.directory = directory;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** What became of a claim for which there is a receipt; fails if the database or Redis does not answer. */
    CompletableFuture<ClaimState> find(ClaimKey key) {
        var question = new Question(key, new CompletableFuture<>());
        questions.add(question);
        askIfNobodyDoes();
        return question.answer();
    }

    private void askIfNobodyDoes() {
        if (!questions.isEmpty() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("claim-lookup").start(() -> {
                try {
                    DatabaseGuard.inBackground(this::ask);
                } finally {
                    asking.set(false);
                    askIfNobodyDoes();
                }
            });
        }
    }

    private void ask() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            var ofCampaign = new HashMap<Long, List<Question>>();
            batch.forEach(question -> ofCampaign
                    .computeIfAbsent(question.key().couponId(), _ -> new ArrayList<>())
                    .add(question));
            ofCampaign.forEach(this::answer);
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

    private void answer(long couponId, List<Question> asked) {
        try {
            answerFrom(recorded(couponId, users(asked)), asked);
            var others = asked.stream()
                    .filter(question -> !question.answer().isDone())
                    .toList();
            var view = directory.find(couponId);
            if (!others.isEmpty() && view != null) {
                answerFrom(unrecorded(view, users(others)), others);
            }
            asked.forEach(question -> question.answer().complete(PROCESSING));
        } catch (RuntimeException | Error failure) {
            asked.forEach(question -> question.answer().completeExceptionally(failure));
        }
    }

    private static Set<String> users(List<Question> asked) {
        return asked.stream().map(question -> question.key().user()).collect(Collectors.toSet());
    }

    /** Whoever is answered by the database does not depend on Redis any more. */
    private static void answerFrom(Map<String, ClaimState> states, List<Question> asked) {
        for (var question : asked) {
            var state = states.get(question.key().user());
            if (state != null) {
                question.answer().complete(state);
            }
        }
    }

    private Map<String, ClaimState> recorded(long couponId, Set<String> users) {
        var states = new HashMap<String, ClaimState>();
        claims.find(couponId, users).forEach((user, row) -> states.put(user, recorded(row)));
        return states;
    }

    private Map<String, ClaimState> unrecorded(CampaignView view, Set<String> users) {
        var states = new HashMap<String, ClaimState>();
        view.redis().require();
        var found = view.scripts().find(users);
        users.forEach(user -> states.put(user, unrecorded(view, user, found)));
        return states;
    }

    private static ClaimState recorded(StoredClaim row) {
        var by = row.givenBackBy();
        return by == null ? new ClaimState.Issued(row.code()) : new ClaimState.Failed(by.reason());
    }

    private ClaimState unrecorded(CampaignView view, String user, Found found) {
        var reason = found.known().get(user);
        if (reason != null) {
            return reason.isEmpty() ? PROCESSING : new ClaimState.Failed(reason);
        }
        if (view.isArchived()) {
            return new ClaimState.Failed("lost");
        }
        return found.settled() ? putBack(view, user) : PROCESSING;
    }

    private ClaimState putBack(CampaignView view, String user) {
        var answer = view.putBack(user, properties.backlog());
        if (answer.code() == Claimed.TAKEN) {
            metrics.of(view).putBack();
        }
        if (answer.code() == Claimed.SOLD_OUT) {
            metrics.of(view).lost();
            return new ClaimState.Failed("lost");
        }
        return PROCESSING;
    }

    /** Whether these states say anything final. */
    static boolean isSettled(@Nullable ClaimState state) {
        return state != null && !(state instanceof ClaimState.Processing);
    }
}

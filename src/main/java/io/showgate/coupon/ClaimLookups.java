package io.showgate.coupon;

import io.showgate.coupon.CampaignScripts.Claimed;
import io.showgate.coupon.CampaignScripts.Found;
import io.showgate.coupon.ClaimQuestions.Question;
import io.showgate.coupon.ClaimRepository.StoredClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of claims. However many ask, an instance asks the database one question at a time, and Redis
 * one about those whom the database does not know ({@link ClaimQuestions}). So people who ask for their receipts never
 * take more than one connection of either.
 *
 * <p>A claim that neither the database nor Redis knows was lost with Redis; the receipt that is asked with proves it,
 * and it is put back while stock lasts. Thread-safe.
 */
@Component
class ClaimLookups {

    private static final ClaimState PROCESSING = new ClaimState.Processing();

    private final ClaimQuestions ofDatabase = new ClaimQuestions("claim-lookup", this::askDatabase);
    private final ClaimQuestions ofRedis = new ClaimQuestions("claim-lookup-unrecorded", this::askRedis);
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
        ofDatabase.add(List.of(question));
        return question.answer();
    }

    /** Whoever is answered by the database neither depends on Redis nor waits behind those who do. */
    private void askDatabase(long couponId, List<Question> asked) {
        Question.answer(asked, recorded(couponId, Question.users(asked)));
        ofRedis.add(
                asked.stream().filter(question -> !question.answer().isDone()).toList());
    }

    private void askRedis(long couponId, List<Question> asked) {
        var view = directory.find(couponId);
        if (view != null) {
            Question.answer(asked, unrecorded(view, Question.users(asked)));
        }
        asked.forEach(question -> question.answer().complete(PROCESSING));
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

package io.showgate.faults;

import io.showgate.support.Answers;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponRecords;
import io.showgate.support.Ending;
import io.showgate.support.Ending.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Compares the answers that people got in a run with the database and the admission log. */
final class PromiseCheck {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Set<String> REASONS_AFTER_A_LOSS = Set.of("sold-out", "lost");

    private final Installation installation;
    private final Sale sale;
    private final int stock;
    private final Answers answers;
    private final CouponRecords records;

    private PromiseCheck(Installation installation, Sale sale, int stock) {
        this.installation = installation;
        this.sale = sale;
        this.stock = stock;
        this.answers = sale.line().answers();
        this.records = new CouponRecords(installation.database().environment());
    }

    static PromiseCheck of(Installation installation, Sale sale, int stock) {
        return new PromiseCheck(installation, sale, stock);
    }

    /** Checks every promise, and reports all that are broken. */
    void assertNothingLost(int people, Collection<String> violations) {
        SoftAssertions.assertSoftly(promise -> {
            promise.assertThat(answers.wrong())
                    .as("answers that must not be given")
                    .isEmpty();
            promise.assertThat(answers.unanswered())
                    .as("requests without an answer")
                    .isEmpty();
            promise.assertThat(answers.slowest()).as("%s", answers).isLessThan(LONGEST_ANSWER);
            promise.assertThat(violations).as("order and limits of admission").isEmpty();
            promise.assertThat(sale.failures()).as("people whose visit failed").isEmpty();
            promise.assertThat(sale.completed())
                    .as("people who completed their visit")
                    .hasSize(people);
        });
        assertCouponsAddUp();
    }

    private void assertCouponsAddUp() {
        installation.ports().forEach(port -> new CouponApi(port).awaitAddsUp(sale.couponId()));
        var issued = records.issued(sale.couponId());
        var givenBack = records.givenBack(sale.couponId());
        SoftAssertions.assertSoftly(promise -> {
            promise.assertThat(issued.size()).isLessThanOrEqualTo(stock);
            promise.assertThat(givenBack.keySet()).isEqualTo(sale.usersWhoGaveBack());
            var recorded = new HashMap<>(issued);
            recorded.putAll(givenBack);
            promise.assertThat(answers.issuedCodes())
                    .as("codes that people were told")
                    .isEqualTo(recorded);
            promise.assertThat(answers.receipts().values()).as("receipts").allMatch(receipts -> receipts.size() == 1);
            promise.assertThat(reasons()).isSubsetOf(installation.wasEmptied() ? REASONS_AFTER_A_LOSS : Set.of());
        });
    }

    private Set<String> reasons() {
        return answers.endings().values().stream()
                .flatMap(Set::stream)
                .filter(ending -> ending.kind() == Kind.FAILED || ending.kind() == Kind.NONE)
                .map(Ending::detail)
                .collect(Collectors.toSet());
    }
}

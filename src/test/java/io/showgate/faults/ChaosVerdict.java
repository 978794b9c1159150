package io.showgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answers;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponRecords;
import io.showgate.support.Ending;
import io.showgate.support.Ending.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Holds what people were told in a run against what the database and the admission log have. */
final class ChaosVerdict {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Set<String> REASONS_AFTER_A_LOSS = Set.of("sold-out", "lost");

    private final Stage stage;
    private final Sale sale;
    private final int stock;
    private final Answers answers;
    private final CouponRecords records;

    private ChaosVerdict(Stage stage, Sale sale, int stock) {
        this.stage = stage;
        this.sale = sale;
        this.stock = stock;
        this.answers = sale.line().answers();
        this.records = new CouponRecords(stage.database().environment());
    }

    static ChaosVerdict of(Stage stage, Sale sale, int stock) {
        return new ChaosVerdict(stage, sale, stock);
    }

    /** Every promise, each said by itself, so that one that is broken hides no other. */
    void assertNothingLost(int people, Collection<String> violations) {
        SoftAssertions.assertSoftly(promise -> {
            promise.assertThat(answers.wrong())
                    .as("answers that must not be given")
                    .isEmpty();
            promise.assertThat(answers.broken())
                    .as("requests that were not answered")
                    .isEmpty();
            promise.assertThat(answers.slowest()).as("%s", answers).isLessThan(LONGEST_ANSWER);
            promise.assertThat(violations).as("order and bounds of admission").isEmpty();
            promise.assertThat(sale.whoWasLost())
                    .as("people who lost their place or their patience")
                    .isEmpty();
            promise.assertThat(sale.whoLeft())
                    .as("people who have done all they came for")
                    .hasSize(people);
        });
        assertCouponsAddUp();
    }

    private void assertCouponsAddUp() {
        stage.ports().forEach(port -> new CouponApi(port).awaitAddsUp(sale.couponId()));
        var issued = records.issued(sale.couponId());
        var givenBack = records.givenBack(sale.couponId());
        SoftAssertions.assertSoftly(promise -> {
            promise.assertThat(issued.size()).isLessThanOrEqualTo(stock);
            promise.assertThat(givenBack.keySet()).isEqualTo(sale.whoGaveBack());
            var recorded = new HashMap<>(issued);
            recorded.putAll(givenBack);
            promise.assertThat(told()).as("codes that people were told").isEqualTo(recorded);
            promise.assertThat(answers.receipts().values()).as("receipts").allMatch(receipts -> receipts.size() == 1);
            promise.assertThat(reasons()).isSubsetOf(stage.wasEmptied() ? REASONS_AFTER_A_LOSS : Set.of());
        });
    }

    private Map<String, String> told() {
        var told = new HashMap<String, String>();
        answers.endings()
                .forEach((user, endings) -> endings.stream()
                        .filter(ending -> ending.kind() == Kind.ISSUED)
                        .forEach(ending ->
                                assertThat(told.put(user, ending.detail())).isNull()));
        return told;
    }

    private Set<String> reasons() {
        return answers.endings().values().stream()
                .flatMap(Set::stream)
                .filter(ending -> ending.kind() == Kind.FAILED || ending.kind() == Kind.NONE)
                .map(Ending::detail)
                .collect(Collectors.toSet());
    }
}

package io.showgate.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answers;
import io.showgate.support.Ending;
import io.showgate.support.Ending.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the answers of a drop with the database. */
final class Verdict {

    private final Answers answers;
    private final Map<String, String> issued;

    private Verdict(Answers answers, Map<String, String> issued) {
        this.answers = answers;
        this.issued = issued;
    }

    /**
     * The checks after any crash. Each person has one receipt and got a final answer in time. Both phones of a person
     * name the same coupon, and the database has that coupon. No answer was wrong.
     */
    static Verdict of(DropStage stage, long couponId, int stock, Answers answers) {
        stage.assertAddsUp(couponId);
        return ofWhatAddsUp(stage, couponId, stock, answers);
    }

    /** The same for a campaign that is known to add up. */
    static Verdict ofWhatAddsUp(DropStage stage, long couponId, int stock, Answers answers) {
        var verdict = new Verdict(answers, stage.issued(couponId));
        System.out.println("Drop " + couponId + ": " + verdict.summary() + "; " + answers);
        verdict.assertTold();
        assertThat(verdict.issued.size()).isLessThanOrEqualTo(stock);
        return verdict;
    }

    private void assertTold() {
        assertThat(answers.wrong()).isEmpty();
        assertThat(answers.slowest()).isLessThan(Answers.LONGEST_ANSWER);
        assertThat(answers.endings())
                .as("people without an end")
                .allSatisfy((_, endings) ->
                        assertThat(endings).extracting(Ending::kind).doesNotContain(Kind.NONE));
        assertThat(answers.receipts())
                .allSatisfy((_, receipts) -> assertThat(receipts).hasSize(1));
        assertThat(issued.values()).doesNotHaveDuplicates();
        assertThat(told()).isEqualTo(issued);
    }

    /** The codes that people were told, by person. */
    private Map<String, String> told() {
        var told = new HashMap<String, String>();
        answers.endings()
                .forEach((user, endings) -> endings.stream()
                        .filter(ending -> ending.kind() == Kind.ISSUED)
                        .forEach(ending ->
                                assertThat(told.put(user, ending.detail())).isNull()));
        return told;
    }

    /** This many coupons were issued. */
    Verdict assertIssued(int count) {
        assertThat(issued).hasSize(count);
        return this;
    }

    /** No receipt failed, no person got two answers, and "sold out" was never said while stock was left. */
    Verdict assertNothingLost() {
        assertThat(answers.endings()).allSatisfy((_, endings) -> {
            assertThat(endings).hasSize(1);
            assertThat(endings).extracting(Ending::kind).doesNotContain(Kind.FAILED);
        });
        assertThat(issued.keySet())
                .as("people who got a coupon after others were told that none is left")
                .noneMatch(answers::cameAfterSoldOut);
        return this;
    }

    /** Each failed receipt has one of these reasons. */
    Verdict assertReasons(Set<String> reasons) {
        assertThat(answers.endings().values().stream()
                        .flatMap(Set::stream)
                        .filter(ending -> ending.kind() == Kind.FAILED)
                        .map(Ending::detail)
                        .collect(Collectors.toSet()))
                .isSubsetOf(reasons);
        return this;
    }

    private Map<String, Long> summary() {
        return answers.endings().values().stream()
                .flatMap(Set::stream)
                .map(ending -> ending.kind() + (ending.kind() == Kind.FAILED ? " " + ending.detail() : ""))
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    }
}

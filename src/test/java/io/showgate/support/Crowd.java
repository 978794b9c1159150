package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Many people who ask at the same moment, and what each was told after how long.
 *
 * @param answers in no particular order
 */
public record Crowd(List<Timed> answers) {

    /** One answer and how long it took. */
    public record Timed(HttpResponse<String> answer, Duration took) {}

    /** Lets so many people ask at once, each with a thread and a connection of their own; the request is by person. */
    public static Crowd of(int people, IntFunction<HttpResponse<String>> request) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, people)
                    .mapToObj(person -> CompletableFuture.supplyAsync(() -> ask(person, request, start), threads))
                    .toList();
            start.countDown();
            return new Crowd(all.stream().map(CompletableFuture::join).toList());
        }
    }

    /** The same one after the other. */
    public static Crowd inTurn(int people, IntFunction<HttpResponse<String>> request) {
        return new Crowd(IntStream.range(0, people)
                .mapToObj(person -> timed(person, request))
                .toList());
    }

    private static Timed ask(int person, IntFunction<HttpResponse<String>> request, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return timed(person, request);
    }

    private static Timed timed(int person, IntFunction<HttpResponse<String>> request) {
        long asked = System.nanoTime();
        var answer = request.apply(person);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - asked));
    }

    /** The longest that anybody waited. */
    public Duration longest() {
        return answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
    }

    /** What half of them waited at most. */
    public Duration median() {
        return answers.stream().map(Timed::took).sorted().toList().get(answers.size() / 2);
    }

    /** How many were answered with which status. */
    public Map<Integer, Integer> statuses() {
        var statuses = new TreeMap<Integer, Integer>();
        answers.forEach(timed -> statuses.merge(timed.answer().statusCode(), 1, Integer::sum));
        return statuses;
    }

    /** Holds if everybody was answered in that time, with one of these statuses, and told when to come back if 503. */
    public Crowd assertAnswered(Duration time, Integer... statuses) {
        assertThat(statuses()).containsOnlyKeys(statuses);
        assertThat(longest()).isLessThan(time);
        assertThat(answers)
                .map(Timed::answer)
                .filteredOn(answer -> answer.statusCode() == 503)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        return this;
    }
}

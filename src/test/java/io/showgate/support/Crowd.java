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
 * The answers to many people who send a request at the same moment, with the time that each took.
 *
 * @param answers the answers, in no particular order
 */
public record Crowd(List<Timed> answers) {

    /** One answer and how long it took. */
    public record Timed(HttpResponse<String> answer, Duration took) {}

    /** Sends one request for each person at once, each from its own thread and connection. */
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

    /** Sends one request for each person, one after the other. */
    public static Crowd oneAfterAnother(int people, IntFunction<HttpResponse<String>> request) {
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

    /** The longest time. */
    public Duration longest() {
        return answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
    }

    /** The median time. */
    public Duration median() {
        return answers.stream().map(Timed::took).sorted().toList().get(answers.size() / 2);
    }

    /** The number of answers by status. */
    public Map<Integer, Integer> statuses() {
        var statuses = new TreeMap<Integer, Integer>();
        answers.forEach(timed -> statuses.merge(timed.answer().statusCode(), 1, Integer::sum));
        return statuses;
    }

    /**
     * Asserts that every answer came within this time, has one of these statuses, and has a Retry-After if it is a 503.
     */
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

package io.showgate.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests to the instances. Each request goes to a random instance, as through a load balancer without health
 * checks. The answers and their times are recorded. Thread-safe.
 */
public final class Line {

    /** The result of a request without an answer. */
    public static final Answer NO_ANSWER = new Answer(0, Map.of(), "the connection broke");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** The times in which instances cannot answer. */
    @FunctionalInterface
    public interface Downtimes {

        /** True if the instance on this port was killed or paused at any time since {@code sinceNanos}. */
        boolean wasDown(int port, long sinceNanos);
    }

    private final List<Integer> ports;
    private final Answers answers;
    private final Duration timeout;
    private final Downtimes downtimes;

    /** Sends requests to instances that must answer all the time. */
    public Line(List<Integer> ports, Answers answers) {
        this(ports, answers, Answers.LONGEST_ANSWER.plusSeconds(10), (_, _) -> false);
    }

    /**
     * Sends requests to instances that may be killed or paused.
     *
     * @param timeout the timeout of a request, beyond the wait that it asks for
     */
    public Line(List<Integer> ports, Answers answers, Duration timeout, Downtimes downtimes) {
        this.ports = ports;
        this.answers = answers;
        this.timeout = timeout;
        this.downtimes = downtimes;
    }

    /** The recorded answers. */
    public Answers answers() {
        return answers;
    }

    /**
     * Sends a request without a body; headers are name, value, name, value.
     *
     * @param asked the wait that the request asks for
     * @return {@link #NO_ANSWER} if there was no answer; the request may have been carried out or not
     */
    public Answer send(String method, String path, Duration asked, String... headers) throws InterruptedException {
        int port = ports.get(ThreadLocalRandom.current().nextInt(ports.size()));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(timeout.plus(asked))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        long sent = System.nanoTime();
        try {
            var answer = Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
            answers.record(method + ' ' + answer.status(), beyond(asked, port, sent));
            return answer;
        } catch (HttpConnectTimeoutException full) {
            return noAnswer(method + " no connection", beyond(asked, port, sent), path, port, sent);
        } catch (HttpTimeoutException hangs) {
            return noAnswer(method + " no answer", beyond(asked, port, sent), path, port, sent);
        } catch (IOException cut) {
            return noAnswer(method + " broken", Duration.ZERO, path, port, sent);
        }
    }

    private Duration beyond(Duration asked, int port, long sent) {
        var took = Duration.ofNanos(System.nanoTime() - sent).minus(asked);
        return downtimes.wasDown(port, sent) ? Duration.ZERO : took;
    }

    private Answer noAnswer(String what, Duration took, String path, int port, long sent) {
        answers.record(what, took);
        if (!downtimes.wasDown(port, sent)) {
            answers.recordUnanswered(what + ": " + path + " at " + port);
        }
        return NO_ANSWER;
    }

    /** Waits before the next attempt, for as long as the answer says; returns the body of the answer. */
    public static String waitAsTold(Answer answer) throws InterruptedException {
        if (answer.status() == NO_ANSWER.status()) {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(100, 500));
        } else {
            TimeUnit.SECONDS.sleep(Math.max(1, Long.parseLong(answer.header("retry-after"))));
        }
        return answer.body();
    }
}

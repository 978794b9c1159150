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
 * How people reach the instances: each request goes to any of them, as through a load balancer that knows nothing. What
 * is answered and how long it takes is noted. Thread-safe.
 */
public final class Line {

    /** What a request that was not answered is taken for. */
    public static final Answer BROKEN = new Answer(0, Map.of(), "the connection broke");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Whom nobody can blame for not answering. */
    @FunctionalInterface
    public interface Excuses {

        /** Whether the instance on this port was killed or stopped at any time since then. */
        boolean has(int port, long sinceNanos);
    }

    private final List<Integer> ports;
    private final Answers answers;
    private final Duration patience;
    private final Excuses excuses;

    /** To instances that have no excuse. */
    public Line(List<Integer> ports, Answers answers) {
        this(ports, answers, Answers.BOUND.plusSeconds(10), (_, _) -> false);
    }

    /**
     * To instances some of which may be killed or stopped.
     *
     * @param patience after which a request is given up, beyond the time that it asks to wait
     */
    public Line(List<Integer> ports, Answers answers, Duration patience, Excuses excuses) {
        this.ports = ports;
        this.answers = answers;
        this.patience = patience;
        this.excuses = excuses;
    }

    /** What was answered here. */
    public Answers answers() {
        return answers;
    }

    /**
     * Sends a request without a body; the headers are names and values in turn.
     *
     * @param asked how long the answer may be kept back
     * @return {@link #BROKEN} if there was no answer, and then nobody knows whether it was done
     */
    public Answer send(String method, String path, Duration asked, String... headers) throws InterruptedException {
        int port = ports.get(ThreadLocalRandom.current().nextInt(ports.size()));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(patience.plus(asked))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        long sent = System.nanoTime();
        try {
            var answer = Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
            answers.heard(method + ' ' + answer.status(), beyond(asked, port, sent));
            return answer;
        } catch (HttpConnectTimeoutException full) {
            return broken(method + " no connection", beyond(asked, port, sent), path, port, sent);
        } catch (HttpTimeoutException hangs) {
            return broken(method + " no answer", beyond(asked, port, sent), path, port, sent);
        } catch (IOException cut) {
            return broken(method + " broken", Duration.ZERO, path, port, sent);
        }
    }

    private Duration beyond(Duration asked, int port, long sent) {
        var took = Duration.ofNanos(System.nanoTime() - sent).minus(asked);
        return excuses.has(port, sent) ? Duration.ZERO : took;
    }

    private Answer broken(String what, Duration took, String path, int port, long sent) {
        answers.heard(what, took);
        if (!excuses.has(port, sent)) {
            answers.heardNothing(what + ": " + path + " at " + port);
        }
        return BROKEN;
    }

    /** Waits before the next try, as long as an answer says that is not the one hoped for; returns what it says. */
    public static String waitAsTold(Answer answer) throws InterruptedException {
        if (answer.status() == BROKEN.status()) {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(100, 500));
        } else {
            TimeUnit.SECONDS.sleep(Math.max(1, Long.parseLong(answer.header("retry-after"))));
        }
        return answer.body();
    }
}

package io.showgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Guesses of the operator's password, over HTTP: instances behind a trusted proxy, which names each source. On one
 * instance the first wait is 20 s, so that it does not end during a test. On the other, no wait is over a second.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrongPasswordsIntegrationTests {

    private static final String QUEUES = "/api/v1/admin/queues";
    private static final Instances INSTANCES = new Instances("wrong_passwords");

    private static Instance instance;
    private static Instance patient;

    @BeforeAll
    static void start() {
        instance = INSTANCES.start("server.forward-headers-strategy=native", "showgate.operator.longest-wait=10m");
        patient = INSTANCES.start("showgate.operator.longest-wait=1s");
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static Answer signIn(String source, String authorization) {
        return Answer.of(
                instance.coupons().api().get(QUEUES, "X-Forwarded-For", source, "Authorization", authorization));
    }

    private static Answer guess(String source) {
        return signIn(source, basic("operator:guess-the-password"));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Integer> guesses(String source, int count) {
        return IntStream.range(0, count).mapToObj(_ -> guess(source).status()).toList();
    }

    private static double signIns(String outcome) {
        return instance.bean(MeterRegistry.class)
                .get("operator.sign.ins")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void afterFiveWrongPasswordsASourceMustWait() {
        assertThat(guesses("198.51.100.1", 5)).containsOnly(401);

        var refused = guess("198.51.100.1").assertProblem(429, "too-many-wrong-passwords");

        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 20);
        assertThat(signIn("198.51.100.1", Api.OPERATOR).status()).isEqualTo(429);
        assertThat(signIn("198.51.100.2", Api.OPERATOR).status()).isEqualTo(200);
    }

    @Test
    void theOperatorSignsInAfterTheWait() {
        var api = patient.coupons().api();
        var guesses = IntStream.range(0, 50).mapToObj(_ -> api.get(QUEUES, "Authorization", basic("operator:guess")));

        assertThat(guesses.map(HttpResponse::statusCode)).contains(401, 429).doesNotContain(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.operator("GET", QUEUES, "").statusCode() == 200);
    }

    @Test
    void guessesDoNotDelayASourceThatHasSignedIn() {
        assertThat(signIn("198.51.100.4", Api.OPERATOR).status()).isEqualTo(200);

        assertThat(guesses("198.51.100.4", 30).subList(5, 30)).containsOnly(429);

        assertThat(signIn("198.51.100.4", Api.OPERATOR).status()).isEqualTo(200);
    }

    @Test
    void onlyFiveOfManySimultaneousGuessesAreCompared() {
        double comparedBefore = signIns("wrong");
        double refusedBefore = signIns("waiting");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 60).forEach(_ -> threads.execute(() -> guess("198.51.100.5")));
        }

        assertThat(signIns("wrong") - comparedBefore + (signIns("waiting") - refusedBefore))
                .isEqualTo(60);
        assertThat(signIns("wrong") - comparedBefore).isEqualTo(5);
    }

    @Test
    void anIpv6NetworkIsOneSource() {
        IntStream.range(1, 6).forEach(host -> guess("2001:db8:1:2::" + host));

        assertThat(guess("2001:db8:1:2:a:b:c:d").status()).isEqualTo(429);
        assertThat(guess("2001:db8:1:3::1").status()).isEqualTo(401);
    }

    @Test
    void aRequestWithoutAPasswordIsNoGuess() {
        for (int i = 0; i < 20; i++) {
            assertThat(Answer.of(instance.coupons().api().get(QUEUES, "X-Forwarded-For", "198.51.100.6"))
                            .status())
                    .isEqualTo(401);
            assertThat(signIn("198.51.100.6", "Bearer x").status()).isEqualTo(401);
            assertThat(signIn("198.51.100.6", "Basic !!!").status()).isEqualTo(401);
        }

        assertThat(signIn("198.51.100.6", Api.OPERATOR).status()).isEqualTo(200);
    }

    @Test
    void theLogHasOneLineForASeriesOfGuesses(CapturedOutput output) {
        guesses("198.51.100.7", 40);

        assertThat(output.getAll().lines().filter(line -> line.contains("198.51.100.7")))
                .singleElement()
                .asString()
                .contains("WARN");
        assertThat(output.getAll()).doesNotContain("guess-the-password");
    }

    @Test
    void everySignInIsCounted() {
        double accepted = signIns("accepted");

        signIn("198.51.100.8", Api.OPERATOR);

        assertThat(signIns("accepted")).isGreaterThan(accepted);
    }
}

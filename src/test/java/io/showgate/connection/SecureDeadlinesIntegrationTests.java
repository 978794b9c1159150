package io.showgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Api;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deadlines hold for encrypted connections too. */
class SecureDeadlinesIntegrationTests {

    /** Tomcat counts the connection that it waits for. */
    private static final double NONE = 1;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofSeconds(6);
    private static final String PASSWORD = "a-password-for-tests";
    private static final String HOST = "Host: localhost";
    private static final Instances INSTANCES = new Instances("secure_deadlines");

    @TempDir
    private static Path directory;

    private static Instance instance;
    private static SSLContext tls;

    @BeforeAll
    static void start() throws Exception {
        var keys = directory.resolve("keys.p12");
        createKeys(keys);
        tls = trusting(keys);
        instance = INSTANCES.start(
                "server.ssl.key-store=" + keys,
                "server.ssl.key-store-password=" + PASSWORD,
                "showgate.connections.head=500ms",
                "showgate.connections.body=500ms",
                "showgate.connections.answer=1s",
                "showgate.connections.linger=500ms",
                "showgate.demo=false");
    }

    private static void createKeys(Path keys) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var certificates = KeyStore.getInstance(KeyStore.getDefaultType());
        certificates.load(null, null);
        certificates.setCertificateEntry("test", store.getCertificate("test"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static RawConnection connect() {
        return RawConnection.to(instance.port(), tls);
    }

    private static ConnectionLimits limits() {
        return instance.bean(ConnectionLimits.class);
    }

    private static double cut(String reason) {
        return Cuts.of(instance, reason);
    }

    private static void assertCut(String reason, double before) {
        Cuts.assertOneMore(instance, reason, before);
    }

    @Test
    void aHeadIsReadForALimitedTime() {
        double before = cut("head");
        try (var slow = connect().send("GET /")) {
            assertThat(slow.timeUntilClosed("a", PAUSE)).isLessThan(BOUND);
        }
        assertCut("head", before);
    }

    @Test
    void aBodyIsReadForALimitedTime() {
        double before = cut("body");
        try (var slow = connect()
                .sendHead(
                        "PATCH /api/v1/admin/queues/main HTTP/1.1",
                        HOST,
                        "Content-Type: application/json",
                        "Authorization: " + Api.OPERATOR,
                        "Content-Length: 50")) {
            slow.answer().assertProblem(408, "request-timeout");
            assertThat(slow.timeUntilClosed()).isLessThan(BOUND);
        }
        assertCut("body", before);
    }

    @Test
    void anAnswerIsWrittenForALimitedTime() {
        double before = cut("answer");
        var request = "GET /docs/problems.md HTTP/1.1\r\n" + HOST + "\r\n\r\n";
        try (var greedy = connect().withSmallBuffers()) {
            greedy.send(String.join("", Collections.nCopies(200, request)));
            assertCut("answer", before);
        }
        assertThat(limits().slowAnswers().size()).isZero();
    }

    /** The farewell of TLS cannot be sent to a client that has gone. */
    @Test
    void clientsThatBreakOffLeaveNothingBehind() {
        var broken =
                IntStream.range(0, 20).mapToObj(_ -> connect().send("GET /")).toList();
        await().until(() -> limits().heads().size() > 0);

        broken.forEach(RawConnection::reset);

        await().until(() -> limits().heads().size() == 0);
        await().until(() -> open() == NONE);
    }

    private static double open() {
        return instance.bean(MeterRegistry.class)
                .get("connections.open")
                .gauge()
                .value();
    }
}

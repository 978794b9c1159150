package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.support.Answer;
import io.showgate.support.Instances;
import io.showgate.support.Instances.Instance;
import io.showgate.support.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The addresses that a proxy names: an instance that reads them from the proxies 127.0.0.1 and ::1, and one that reads
 * none.
 */
class ForwardedHeadersIntegrationTests {

    private static final String PROXY = "127.0.0.1";
    private static final String OTHER_PROXY = "127.0.0.2";
    private static final int BURST = 3;
    private static final int MANY = 10 * BURST;
    private static final Instances INSTANCES = new Instances("forwarded_headers");

    private static Instance behindProxy;
    private static Instance direct;

    @BeforeAll
    static void start() {
        behindProxy = instance(
                "server.forward-headers-strategy=native",
                "server.tomcat.remoteip.internal-proxies=127.0.0.1/32,::1/128");
        direct = instance();
    }

    private static Instance instance(String... properties) {
        var limits = Stream.of(
                "showgate.traffic.trusted-callers=10.0.0.0/8",
                "showgate.traffic.joins.address-rate=1",
                "showgate.traffic.joins.address-burst=" + BURST,
                "showgate.traffic.joins.network-rate=1",
                "showgate.traffic.joins.network-burst=" + 2 * BURST);
        return INSTANCES.start(Stream.concat(limits, Stream.of(properties)).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        INSTANCES.close();
    }

    private static Answer join(Instance instance, String from, String user, String forwardedFor) {
        return RawHttp.sendFrom(
                from,
                instance.port(),
                "POST /api/v1/user/" + user + "/queue/token/issue HTTP/1.1",
                "Content-Length: 0",
                "X-Forwarded-For: " + forwardedFor);
    }

    /** The answers to joins of different users, with these addresses in turn. */
    private static List<Integer> joins(Instance instance, String from, String... forwardedFor) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> join(instance, from, "user-" + i, forwardedFor[i % forwardedFor.length])
                        .status())
                .toList();
    }

    private static String readiness(Instance instance) {
        return instance.management().get("/actuator/health/readiness").body();
    }

    private static double ignored(Instance instance) {
        return instance.bean(MeterRegistry.class)
                .get("requests.forwarded.ignored")
                .counter()
                .count();
    }

    @Test
    void everyUserBehindTheProxyIsASourceOfTheirOwn() {
        var addresses = IntStream.range(0, MANY).mapToObj(i -> "203.0.113." + i).toArray(String[]::new);

        assertThat(joins(behindProxy, PROXY, addresses)).containsOnly(200);
    }

    /** Each join has another spelling. If each were a source of its own, no join would be refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.1:%d",
                "[::ffff:198.51.100.4]:%d",
                "::ffff:198.51.100.5%%%d",
                "2001:db8:1:1::%x",
                "[2001:DB8:1:2:0::%x]:443",
                "fe80::1%%%d",
                "fe80:0:0:1::1%%eth%d",
                "unknown-%d"
            })
    void oneUserIsOneSourceInEverySpelling(String spelling) {
        var spellings = IntStream.rangeClosed(1, MANY)
                .mapToObj(i -> spelling.formatted(i))
                .toArray(String[]::new);

        assertThat(joins(behindProxy, PROXY, spellings)).contains(200, 429);
    }

    @Test
    void theAddressThatAUserWritesCountsNothing() {
        var written = IntStream.range(0, MANY)
                .mapToObj(i -> "203.0.114." + i + ", 198.51.100.2")
                .toArray(String[]::new);

        assertThat(joins(behindProxy, PROXY, written)).contains(429);
    }

    @Test
    void theNetworkOfAProvidersCustomerIsOneSourceToo() {
        var addresses = IntStream.range(0, MANY)
                .mapToObj(i -> "2001:db8:2:" + Integer.toHexString(i) + "::1")
                .toArray(String[]::new);

        var answers = joins(behindProxy, PROXY, addresses);

        assertThat(answers.subList(0, 2 * BURST)).containsOnly(200);
        assertThat(answers).contains(429);
    }

    @Test
    void aBackEndBehindTheProxyIsTrusted() {
        assertThat(joins(behindProxy, PROXY, "10.1.2.3")).containsOnly(200);
    }

    @Test
    void aProxyWithAnIpv6AddressIsReadToo() {
        assumeThat(isBound("::1")).as("this machine has IPv6").isTrue();
        var addresses = IntStream.range(0, MANY).mapToObj(i -> "203.0.115." + i).toArray(String[]::new);

        assertThat(joins(behindProxy, "::1", addresses)).containsOnly(200);
        assertThat(joins(behindProxy, "::1", "198.51.100.3")).contains(429);
    }

    private static boolean isBound(String address) {
        try (var _ = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
            return true;
        } catch (IOException no) {
            return false;
        }
    }

    @Test
    void aHeaderThatIsReadIsNoReasonForAWarning() {
        double before = ignored(behindProxy);
        joins(behindProxy, PROXY, "203.0.113.7, 203.0.113.8");

        assertThat(ignored(behindProxy)).isEqualTo(before);
    }

    @Test
    void readinessSaysWhatToSetIfTheHeaderOfAnotherProxyIsIgnored() {
        assertThat(joins(behindProxy, OTHER_PROXY, "203.0.113.7", "203.0.113.8"))
                .contains(429);

        assertThat(ignored(behindProxy)).isPositive();
        assertThat(readiness(behindProxy))
                .contains(
                        "\"status\":\"UP\"",
                        "X-Forwarded-For arrives from " + OTHER_PROXY + " and is ignored",
                        "SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES");
    }

    @Test
    void aSignInThroughAProxyThatIsNotNamedIsNotedToo() {
        double before = ignored(behindProxy);

        var answer = RawHttp.sendFrom(
                OTHER_PROXY,
                behindProxy.port(),
                "GET /api/v1/admin/queues HTTP/1.1",
                "Authorization: Basic b3BlcmF0b3I6Z3Vlc3M=",
                "X-Forwarded-For: 203.0.113.7");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(ignored(behindProxy)).isEqualTo(before + 1);
    }

    @Test
    void readinessSaysWhatToSetIfNoHeaderIsRead() {
        join(direct, PROXY, "a", "203.0.113.7");

        assertThat(ignored(direct)).isPositive();
        assertThat(direct.management().get("/actuator/health/readiness").statusCode())
                .isEqualTo(200);
        assertThat(readiness(direct))
                .contains(
                        "X-Forwarded-For arrives from " + PROXY + " and is ignored",
                        "SERVER_FORWARDHEADERSSTRATEGY=native");
    }
}

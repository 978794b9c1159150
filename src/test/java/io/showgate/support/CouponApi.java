package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** The coupon API of one instance, for buyers and for operators. Thread-safe. */
public final class CouponApi {

    /** The route of the campaigns for buyers. */
    public static final String COUPONS = "/api/v1/coupons";

    /** The route of the campaigns for operators. */
    public static final String ADMIN = "/api/v1/admin/coupons";

    private static final String CLAIMS = COUPONS + "/claims/";
    private static final Duration RECORDING = Duration.ofSeconds(10);

    private final Api api;

    /** Calls the instance on this port of this machine. */
    public CouponApi(int port) {
        api = new Api(port);
    }

    /** The other routes of the instance. */
    public Api api() {
        return api;
    }

    /** Adds a campaign that is open for an hour; returns its id. */
    public long add(int stock) {
        var now = Instant.now();
        return add(stock, now.minusSeconds(60), now.plusSeconds(3_600));
    }

    /** Adds a campaign without a queue; returns its id. */
    public long add(int stock, Instant opensAt, Instant closesAt) {
        return id(post(body("First come", stock, opensAt, closesAt)));
    }

    /** Adds an open campaign for the active users of a queue; returns its id. */
    public long addGated(int stock, String queue) {
        var now = Instant.now();
        var open = body("For ticket buyers", stock, now.minusSeconds(60), now.plusSeconds(3_600));
        return id(post(open.replace("}", ",\"queue\":\"" + queue + "\"}")));
    }

    /** The body of a request that adds a campaign. */
    public static String body(String name, int stock, Instant opensAt, Instant closesAt) {
        return "{\"name\":\"" + name + "\",\"stock\":" + stock + ",\"opensAt\":\"" + opensAt + "\",\"closesAt\":\""
                + closesAt + "\"}";
    }

    /** Sends a request that adds a campaign. */
    public HttpResponse<String> post(String body) {
        return api.operator("POST", ADMIN, body);
    }

    private static long id(HttpResponse<String> added) {
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Api.number(added, "$.couponId");
    }

    /** Sends an operator's request about a campaign; the path follows the campaign's id. */
    public HttpResponse<String> operator(String method, long coupon, String path) {
        return api.operator(method, ADMIN + '/' + coupon + path, "");
    }

    /** Changes a campaign. */
    public HttpResponse<String> change(long coupon, String body) {
        return api.operator("PATCH", ADMIN + '/' + coupon, body);
    }

    /** The campaign as buyers see it. */
    public HttpResponse<String> campaign(long coupon) {
        return api.get(COUPONS + '/' + coupon);
    }

    /** Claims a coupon; further headers are name, value, name, value. */
    public HttpResponse<String> claim(long coupon, String user, String... headers) {
        var all = new ArrayList<>(List.of("X-User-Id", user));
        all.addAll(List.of(headers));
        return api.send("POST", COUPONS + '/' + coupon + "/claims", "", all.toArray(String[]::new));
    }

    /** Claims a coupon and returns the receipt. */
    public String receiptOf(long coupon, String user) {
        var answer = claim(coupon, user);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Api.text(answer, "$.receipt");
    }

    /** Claims a coupon, waits until it is issued and returns the receipt. */
    public String issuedTo(long coupon, String user) {
        var receipt = receiptOf(coupon, user);
        assertThat(settled(receipt)).startsWith("ISSUED");
        return receipt;
    }

    /** Looks up the claim of a receipt. */
    public HttpResponse<String> ask(String receipt) {
        return ask(receipt, 0);
    }

    /** Looks up the claim of a receipt, and waits up to this time for a final result. */
    public HttpResponse<String> ask(String receipt, int waitMillis) {
        return api.get(CLAIMS + receipt + "?waitMillis=" + waitMillis);
    }

    /** The state of a receipt: {@code PROCESSING}, {@code ISSUED}, or {@code FAILED} with the reason. */
    public String state(String receipt) {
        return state(ask(receipt));
    }

    /** The state of a receipt in an answer. */
    public static String state(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var reason = Api.text(answer, "$.reason");
        return Api.text(answer, "$.status") + (reason == null ? "" : ' ' + reason);
    }

    /** Waits until the claim of a receipt is decided; returns the final state. */
    public String settled(String receipt) {
        return await().atMost(RECORDING).until(() -> state(receipt), state -> !state.equals("PROCESSING"));
    }

    /** Gives a coupon back. */
    public HttpResponse<String> giveBack(String receipt) {
        return api.send("DELETE", CLAIMS + receipt, "");
    }

    /** Waits until this instance reports a difference of 0 and an empty stream; returns the reconciliation. */
    public Map<String, Object> awaitAddsUp(long coupon) {
        var last = new AtomicReference<Map<String, Object>>(Map.of());
        try {
            await().atMost(RECORDING.multipliedBy(2)).ignoreExceptions().until(() -> {
                last.set(Api.members(operator("GET", coupon, "/reconciliation"), "$"));
                return Integer.valueOf(0).equals(last.get().get("difference"))
                        && Integer.valueOf(0).equals(last.get().get("inStream"));
            });
            return last.get();
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("The campaign does not add up: " + last.get(), never);
        }
    }

    /** Waits until this instance knows the campaign and shows this many coupons left. */
    public void awaitLeft(long coupon, int left) {
        await().atMost(RECORDING).untilAsserted(() -> {
            var answer = campaign(coupon);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Api.number(answer, "$.left")).isEqualTo(left);
        });
    }
}

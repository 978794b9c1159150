package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gate in front of coupons for the active users of a queue: a refused request takes no coupon. */
@IntegrationTest
class GatedClaimsIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final int STOCK = 3;

    private final String user = "u-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    private CouponApi coupons;
    private long coupon;

    @BeforeEach
    void pause() {
        coupons = new CouponApi(port);
        coupons.api().operator("PATCH", MAIN, "{\"paused\": true}");
        coupon = coupons.addGated(STOCK, "main");
    }

    @AfterEach
    void resume() {
        coupons.api().operator("PATCH", MAIN, "{\"paused\": false}");
    }

    private String admitted(String who) {
        return Api.text(coupons.api().operator("PUT", MAIN + "/active/" + who, ""), "$.waitingToken");
    }

    private HttpResponse<String> claimWith(String token) {
        return coupons.claim(coupon, user, "waitingToken", token);
    }

    private void assertRefused(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Api.problem(answer)).isEqualTo(slug);
        assertThat(Api.number(coupons.operator("GET", coupon, "/reconciliation"), "$.taken"))
                .isZero();
    }

    @Test
    void buyersReadWhichQueueItIsFor() {
        assertThat(Api.text(coupons.campaign(coupon), "$.queue")).isEqualTo("main");
    }

    @Test
    void anActiveUserTakesOne() {
        var token = admitted(user);

        var answer = claimWith(token);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(claimWith(token).body()).isEqualTo(answer.body());
        assertThat(coupons.settled(Api.text(answer, "$.receipt"))).isEqualTo("ISSUED");
        coupons.awaitLeft(coupon, STOCK - 1);
    }

    @Test
    void aClaimNeedsATokenOfThisQueue() {
        var presale = coupons.api().send("POST", "/api/v1/user/" + user + "/queue/token/issue?queue=presale", "");

        assertRefused(coupons.claim(coupon, user), 401, "token-missing");
        assertRefused(claimWith("junk"), 401, "token-invalid");
        assertRefused(claimWith(Api.text(presale, "$.waitingToken")), 401, "token-invalid");
    }

    @Test
    void aWaitingUserReadsTheirPositionAndATimeToComeBack() {
        var answer = claimWith(coupons.api().tokenOf(user));

        assertRefused(answer, 403, "not-admitted");
        assertThat(Api.number(answer, "$.position")).isPositive();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theTokenOfAnotherUserIsRefused() {
        assertRefused(claimWith(admitted(user + "-friend")), 401, "token-invalid");
        assertRefused(claimWith(coupons.api().tokenOf(user + "-behind")), 401, "token-invalid");
    }

    @Test
    void aUserWhoLeftTakesNone() {
        var token = admitted(user);
        coupons.api().leave(token);

        assertRefused(claimWith(token), 401, "token-ended");
    }

    @Test
    void aHolderNeedsNoTokenToReadTheReceiptOrToGiveBack() {
        var token = admitted(user);
        String receipt = Api.text(claimWith(token), "$.receipt");
        coupons.api().leave(token);

        assertThat(coupons.settled(receipt)).isEqualTo("ISSUED");
        assertThat(coupons.giveBack(receipt).statusCode()).isEqualTo(204);
    }

    @Test
    void anOperatorMayOpenItForEveryoneAndCloseItAgain() {
        assertThat(coupons.change(coupon, "{\"queue\":\"\"}").statusCode()).isEqualTo(200);
        assertThat(coupons.claim(coupon, user).statusCode()).isEqualTo(202);

        assertThat(coupons.change(coupon, "{\"queue\":\"main\"}").statusCode()).isEqualTo(200);
        assertThat(Api.problem(coupons.claim(coupon, user + "-late"))).isEqualTo("token-missing");
    }
}

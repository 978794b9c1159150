package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.ShowgateProcess;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The secret is replaced while instances serve people, one instance after the other. It takes three steps, as the
 * runbook says. At each moment two steps run side by side.
 */
class SecretRotationIntegrationTests {

    private static final String OLD = "the-secret-before-the-rotation-of-today";
    private static final String NEW = "the-secret-after-the-rotation-of-today";

    /** All instances sign with the old secret and know the new one. */
    private static ShowgateProcess prepared;

    /** The next step: they sign with the new secret and know the old one. */
    private static ShowgateProcess rotated;

    /** The last step: they know the new secret only. */
    private static ShowgateProcess finished;

    private final String user = "u-" + UUID.randomUUID();
    private Api before;
    private Api during;
    private Api after;

    @BeforeAll
    static void start() {
        var instances = ShowgateProcess.startTogether(List.<Supplier<ShowgateProcess>>of(
                () -> start(OLD, NEW),
                () -> start(NEW, OLD),
                () -> ShowgateProcess.start(Map.of("SHOWGATE_SECRET", NEW))));
        prepared = instances.get(0);
        rotated = instances.get(1);
        finished = instances.get(2);
    }

    private static ShowgateProcess start(String current, String previous) {
        return ShowgateProcess.start(Map.of("SHOWGATE_SECRET", current, "SHOWGATE_SECRET_PREVIOUS", previous));
    }

    @BeforeEach
    void connect() {
        before = new Api(prepared.port());
        during = new Api(rotated.port());
        after = new Api(finished.port());
    }

    @AfterAll
    static void stop() {
        List.of(prepared, rotated, finished).forEach(ShowgateProcess::close);
    }

    @Test
    void aTokenOfEachStepIsAPlaceInTheNextAndInTheOneBefore() {
        var oldToken = before.tokenOf(user);
        var newToken = during.tokenOf(user);

        assertThat(newToken).isNotEqualTo(oldToken);
        for (var instance : List.of(before, during)) {
            for (var token : List.of(oldToken, newToken)) {
                var place = instance.poll(token);
                assertThat(place.statusCode()).as(place.body()).isEqualTo(200);
            }
        }
        assertThat(Api.number(during.poll(oldToken), "$.position"))
                .isEqualTo(Api.number(during.poll(newToken), "$.position"));
        assertThat(during.leave(oldToken).statusCode()).isEqualTo(204);
        await().until(() -> before.poll(newToken).statusCode() == 401);
    }

    /** So clients that keep the token of the last answer need nothing else. */
    @Test
    void anAnswerToAPollHoldsTheTokenWithTheNewSecret() {
        var oldToken = before.tokenOf(user);

        var renewed = Api.text(during.poll(oldToken), "$.waitingToken");

        assertThat(renewed).isEqualTo(during.tokenOf(user)).isNotEqualTo(oldToken);
        assertThat(during.poll(renewed).body()).contains(renewed);
        assertThat(after.poll(renewed).statusCode()).isEqualTo(200);
        assertThat(Api.problem(after.poll(oldToken))).isEqualTo("token-invalid");
    }

    @Test
    void anActiveUserPassesTheGateWithEitherToken() {
        var admitted = before.operator("PUT", "/api/v1/admin/queues/main/active/" + user, "");
        var oldToken = Api.text(admitted, "$.waitingToken");
        var newToken = during.tokenOf(user);

        for (var instance : List.of(before, during)) {
            for (var token : List.of(oldToken, newToken)) {
                assertThat(instance.get("/api/v1/queue/gate", "waitingToken", token)
                                .statusCode())
                        .isEqualTo(204);
            }
        }
    }

    @Test
    void aReceiptOfEachStepStandsForOneClaim() {
        var first = new CouponApi(prepared.port());
        var second = new CouponApi(rotated.port());
        long coupon = first.add(10);
        second.awaitLeft(coupon, 10);
        var oldReceipt = first.issuedTo(coupon, user);
        var newReceipt = second.receiptOf(coupon, user);

        assertThat(newReceipt).isNotEqualTo(oldReceipt);
        var code = Api.text(first.ask(oldReceipt), "$.code");
        for (var api : List.of(first, second)) {
            for (var receipt : List.of(oldReceipt, newReceipt)) {
                assertThat(Api.text(api.ask(receipt), "$.code")).isEqualTo(code);
            }
        }
        assertThat(Api.text(second.ask(oldReceipt), "$.receipt")).isEqualTo(newReceipt);
        assertThat(second.giveBack(oldReceipt).statusCode()).isEqualTo(204);
        assertThat(new CouponApi(finished.port()).state(newReceipt)).isEqualTo("FAILED given-back");
    }

    @Test
    void usesOfThePreviousSecretAreCounted() {
        var oldToken = before.tokenOf(user);
        var newToken = during.tokenOf(user);
        double uses = previousUses(rotated);

        during.poll(newToken);
        assertThat(previousUses(rotated)).isEqualTo(uses);
        during.poll(oldToken);
        assertThat(previousUses(rotated)).isEqualTo(uses + 1);
        assertThat(previousUses(finished)).isZero();
    }

    private static double previousUses(ShowgateProcess instance) {
        return new Api(instance.managementPort())
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("tokens_previous_secret_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.RawHttp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts that we did not write, and receipts in the wrong hands: they tell nothing and give nothing back. */
@BadInputTest
class BadReceiptIntegrationTests extends UntouchedCoupons {

    private static final List<String> METHODS = List.of("GET", "DELETE");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void isNobodyElses(String method) {
        present(method, receipt, "X-User-Id: somebody-else").assertProblem(403, "receipt-not-yours");
        present(method, receipt, "X-User-Id: HOLDER").assertProblem(403, "receipt-not-yours");
    }

    @Test
    void ofAnotherSecretIsNone() {
        for (var method : METHODS) {
            for (var text : others()) {
                present(method, text).assertProblem(404, "unknown-receipt");
            }
        }
    }

    private List<String> others() {
        int dot = receipt.lastIndexOf('.');
        var signature = receipt.substring(dot + 1);
        return List.of(
                forged(coupon + ":somebody-else", signature),
                forged(coupon + 1 + ":" + HOLDER, signature),
                forged(coupon + ":" + HOLDER, "A".repeat(signature.length())),
                forged("", signature),
                forged(":", signature),
                forged("x:y", signature),
                receipt + receipt,
                receipt + '.' + signature,
                receipt + '=',
                receipt.substring(0, dot),
                receipt.substring(0, dot + 1),
                receipt.substring(dot),
                receipt.replace("v1.", "v2."),
                receipt.toUpperCase(Locale.ROOT),
                "v1." + "A".repeat(24),
                "null",
                "1",
                "%F0%9F%98%80",
                "%C3%A9",
                "a".repeat(5_000));
    }

    private static String forged(String payload, String signature) {
        var encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.US_ASCII));
        return "v1." + encoded + '.' + signature;
    }

    /** A waiting token is signed by us too, but for another purpose. */
    @Test
    void isNoWaitingToken() {
        var token = Operator.admit(port, "main", HOLDER);

        for (var method : METHODS) {
            present(method, token).assertProblem(404, "unknown-receipt");
        }
        RawHttp.send(port, "GET /api/v1/queue/gate HTTP/1.1", "Host: localhost", "waitingToken: " + receipt)
                .assertProblem(401, "token-invalid");
    }

    @Test
    void isWholeOrNone() {
        for (var method : METHODS) {
            for (int length = 1; length < receipt.length(); length++) {
                present(method, receipt.substring(0, length)).assertProblem(404, "unknown-receipt");
            }
        }
    }

    @Test
    void isNoneWithAnyBitChanged() {
        for (var method : METHODS) {
            for (int bit = 0; bit < 8 * receipt.length(); bit++) {
                var changed = receipt.getBytes(StandardCharsets.US_ASCII);
                changed[bit / 8] ^= (byte) (1 << (bit % 8));
                if (changed[bit / 8] == '\n') {
                    continue; // A line feed after an address makes it a request of HTTP/0.9, and its answer has no
                    // status.
                }
                assertThat(presentBytes(method, changed).assertProblem().status())
                        .isIn(isText(changed[bit / 8]) ? List.of(404) : List.of(400, 404));
            }
        }
    }

    private static boolean isText(byte character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_' || character == '.';
    }

    @Test
    void isNoneOfASizeThatNoAddressHas() {
        for (var method : METHODS) {
            present(method, "a".repeat(65_536)).assertProblem(400, "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%2e%2e", "..", "%", "%zz", "a;b", "a%2Fb", "%0D%0A"})
    void isNoneOfWhatPathsDoNotHold(String text) {
        for (var method : METHODS) {
            present(method, text).assertProblem(400, "bad-request");
        }
    }

    private Answer present(String method, String text, String... header) {
        return presentBytes(method, text.getBytes(StandardCharsets.UTF_8), header);
    }

    private Answer presentBytes(String method, byte[] text, String... header) {
        var request = new ByteArrayOutputStream();
        request.writeBytes((method + " /api/v1/coupons/claims/").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(text);
        request.writeBytes((" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + String.join("\r\n", header)
                        + (header.length == 0 ? "" : "\r\n")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return RawHttp.exchange(port, request.toByteArray());
    }
}

package io.showgate.invariants;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showgate.support.TestRedis;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** A test that leaves broken data in the shared Redis fails once, and not at all if it says that it does. */
class InvariantsExtensionIntegrationTests {

    @Test
    void aTestThatLeavesBrokenDataFails() {
        returnWithoutAClaim("coupon:{1000:0}:returned");

        assertThatThrownBy(() -> InvariantsExtension.check(false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("coupon:{1000:0}:: u returned without a claim");
        assertThatCode(() -> InvariantsExtension.check(false))
                .as("a later test")
                .doesNotThrowAnyException();
    }

    @Test
    @LeavesBrokenData("plants a return without a claim, to show that this annotation allows it")
    void aTestThatSaysSoDoesNotFail() {
        returnWithoutAClaim("coupon:{1001:0}:returned");
    }

    private static void returnWithoutAClaim(String key) {
        TestRedis.client().<String, String>getMap(key, StringCodec.INSTANCE).fastPut("u", "cancelled");
    }
}

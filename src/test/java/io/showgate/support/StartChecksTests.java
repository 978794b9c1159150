package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks before the embedded start, and their messages. */
class StartChecksTests {

    @Test
    void linuxOnX86Passes() {
        assertThatCode(() -> StartChecks.platform("Linux", "amd64")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Linux,aarch64", "Mac OS X,aarch64", "Mac OS X,x86_64", "Windows 11,amd64"})
    void anotherPlatformFailsWithOneSentence(String osName, String osArch) {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> StartChecks.platform(osName, osArch))
                .withMessageContaining("not on " + osName + " with " + osArch)
                .withMessageMatching("[^\\n]+\\.");
    }

    @Test
    void aPortInUseFailsWithACommandForOtherPorts() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(ServerStartException.class)
                    .isThrownBy(() -> StartChecks.portIsFree(port))
                    .withMessageStartingWith("Port " + port + " is in use")
                    .withMessageContaining("SERVER_PORT=9081 MANAGEMENT_SERVER_PORT=9082 mvn");
        }
    }

    @Test
    void aFreePortPasses() {
        assertThatCode(() -> StartChecks.portIsFree(FreePorts.next())).doesNotThrowAnyException();
    }

    @Test
    void portZeroPasses() {
        assertThatCode(() -> StartChecks.portIsFree(0)).doesNotThrowAnyException();
    }
}

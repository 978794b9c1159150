package io.showgate.support;

/** What can be known before anything is started; each refusal is one sentence that says what to do. */
final class StartChecks {

    private StartChecks() {}

    /** Refuses where the embedded servers' programs do not run, which are built for one platform. */
    static void platform(String osName, String osArch) {
        if (!osName.equals("Linux") || !osArch.equals("amd64")) {
            throw new ServerStartException(
                    "The embedded MariaDB and Redis run on Linux with an x86-64 processor, not on "
                            + osName + " with " + osArch
                            + "; run the jar with a MySQL and a Redis of yours instead (README,"
                            + " \"Configuration\").");
        }
    }

    /** Refuses a port that another program listens on; 0 asks for any free one and is always right. */
    static void portIsFree(int port) {
        if (!FreePorts.isFree(port)) {
            throw new ServerStartException("Port " + port + " is in use; stop the program that listens there, or choose"
                    + " other ports: SERVER_PORT=9081 MANAGEMENT_SERVER_PORT=9082 mvn spring-boot:test-run");
        }
    }
}

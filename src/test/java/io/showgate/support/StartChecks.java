package io.showgate.support;

/** Checks before anything is started. Each failure is one sentence that says what to do. */
final class StartChecks {

    private StartChecks() {}

    /** Fails on platforms where the programs of the embedded servers do not run. */
    static void platform(String osName, String osArch) {
        if (!osName.equals("Linux") || !osArch.equals("amd64")) {
            throw new ServerStartException(
                    "The embedded MariaDB and Redis run on Linux with an x86-64 processor, not on "
                            + osName + " with " + osArch
                            + "; run the jar with your own MySQL and Redis instead (README,"
                            + " \"Configuration\").");
        }
    }

    /** Fails if another program listens on the port. Port 0 means any free port and always passes. */
    static void portIsFree(int port) {
        if (!FreePorts.isFree(port)) {
            throw new ServerStartException("Port " + port + " is in use; stop the program that listens there, or choose"
                    + " other ports: SERVER_PORT=9081 MANAGEMENT_SERVER_PORT=9082 mvn spring-boot:test-run");
        }
    }
}

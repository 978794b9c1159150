package io.showgate;

import io.showgate.support.EmbeddedStart;

/**
 * The whole product with an embedded MariaDB, an embedded Redis and demo data, so that there is nothing to install. The
 * command {@code mvn spring-boot:test-run} runs it; any property may follow as {@code --name=value}.
 */
public final class TestShowgateApplication {

    private TestShowgateApplication() {}

    public static void main(String[] arguments) {
        EmbeddedStart.run(arguments);
    }
}

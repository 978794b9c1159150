package io.showgate;

import io.showgate.support.EmbeddedStart;

/**
 * The whole product with nothing to install: an embedded MariaDB, an embedded Redis and demo data. It is what
 * {@code mvn spring-boot:test-run} runs; any property may follow as {@code --name=value}.
 */
public final class TestShowgateApplication {

    private TestShowgateApplication() {}

    public static void main(String[] arguments) {
        EmbeddedStart.run(arguments);
    }
}

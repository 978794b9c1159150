package io.showgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The one deployable: a waiting room, the gate behind it, the catalogue and the operator's API. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ShowgateApplication {

    /** Starts an instance; every instance is like any other, and as many as wanted share one Redis and one database. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShowgateApplication.class, arguments);
    }
}

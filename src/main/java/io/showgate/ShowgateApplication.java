package io.showgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The one deployable: a waiting room, the gate behind it, the catalogue, coupons and the operator's API. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ShowgateApplication {

    /** Starts an instance. All instances are alike, and any number of them share one Redis and one database. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShowgateApplication.class, arguments);
    }
}

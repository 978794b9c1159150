package io.showgate.admission;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of our own routes are behind which queue.
 *
 * @param gates the gated routes; by default the dates of a concert, behind {@code main}
 */
@ConfigurationProperties("showgate.admission")
record AdmissionProperties(@DefaultValue List<GatedRoute> gates) {

    /**
     * One gated route.
     *
     * @param path a pattern as Spring MVC's mappings use it
     * @param queue the queue whose active users may pass
     */
    record GatedRoute(String path, String queue) {}

    AdmissionProperties {
        gates = gates.isEmpty() ? List.of(new GatedRoute("/api/v1/concert/*/date", "main")) : List.copyOf(gates);
    }
}

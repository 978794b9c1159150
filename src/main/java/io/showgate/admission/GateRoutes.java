package io.showgate.admission;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Registers the gate and the configured routes behind it as gated requests. */
@Component
class GateRoutes implements RequestRoutes {

    private static final String BELOW = "/**";

    private final AdmissionProperties properties;

    GateRoutes(AdmissionProperties properties) {
        this.properties = properties;
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        Stream.of(GateQuestion.PATH, GateQuestion.PATH + BELOW, GateQuestion.NAMED + "**"),
                        properties.gates().stream().flatMap(gate -> patterns(gate.path())))
                .map(pattern -> new Route(pattern, RequestKind.GATED))
                .toList();
    }

    /** In Spring MVC, {@code /seats/**} matches {@code /seats} too. */
    private static Stream<String> patterns(String path) {
        return path.endsWith(BELOW) && path.length() > BELOW.length()
                ? Stream.of(path, path.substring(0, path.length() - BELOW.length()))
                : Stream.of(path);
    }
}

package io.showgate.console;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kind of the operator's routes. */
@Component
class OperatorRoutes implements RequestRoutes {

    @Override
    public List<Route> routes() {
        return List.of(new Route(OperatorSecurity.ROUTES, RequestKind.OPERATOR));
    }
}

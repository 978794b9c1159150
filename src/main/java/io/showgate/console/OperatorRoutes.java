package io.showgate.console;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import io.showgate.web.UserPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kind of the operator's routes, and those that name a user. */
@Component
class OperatorRoutes implements RequestRoutes, UserPaths {

    @Override
    public List<Route> routes() {
        return List.of(new Route(OperatorSecurity.ROUTES, RequestKind.OPERATOR));
    }

    @Override
    public List<String> patterns() {
        return List.of(
                "/api/v1/admin/queues/{queue}/active/" + USER, "/api/v1/admin/coupons/{couponId}/claims/" + USER);
    }
}

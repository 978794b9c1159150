package io.showgate.queue;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import io.showgate.web.UserPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of the queue's routes, and the one that names a user. */
@Component
class QueueRoutes implements RequestRoutes, UserPaths {

    private static final String JOIN = "/api/v1/user/" + USER + "/queue/token/issue";

    @Override
    public List<Route> routes() {
        return List.of(new Route(JOIN, RequestKind.JOIN), new Route("/api/v1/user/**", RequestKind.POLL));
    }

    @Override
    public List<String> patterns() {
        return List.of(JOIN);
    }
}

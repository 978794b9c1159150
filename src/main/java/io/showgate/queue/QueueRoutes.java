package io.showgate.queue;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of the queue's routes. */
@Component
class QueueRoutes implements RequestRoutes {

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("/api/v1/user/{userId}/queue/token/issue", RequestKind.JOIN),
                new Route("/api/v1/user/**", RequestKind.POLL));
    }
}

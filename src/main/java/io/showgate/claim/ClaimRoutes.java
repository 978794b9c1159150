package io.showgate.claim;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of the coupons' routes. Anyone may read campaigns, so they are of the same kind as the catalogue. */
@Component
class ClaimRoutes implements RequestRoutes {

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("/api/v1/coupons/claims/**", RequestKind.RECEIPT),
                new Route("/api/v1/coupons/{couponId}/claims", RequestKind.CLAIM));
    }
}

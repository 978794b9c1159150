package io.showgate.catalogue;

import io.showgate.traffic.RequestKind;
import io.showgate.traffic.RequestRoutes;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The kinds of the catalogue's routes: only active users may read a single concert, and anyone may read the lists. A
 * keyword makes the list a search.
 */
@Component
class CatalogueRoutes implements RequestRoutes {

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("/api/v1/concert/**", RequestKind.GATED),
                new Route(
                        "/api/v1/concerts/query",
                        RequestKind.CATALOGUE,
                        new Variant(CatalogueQuery.KEYWORD, RequestKind.SEARCH)),
                new Route("/api/v1/concerts/**", RequestKind.CATALOGUE));
    }
}

package io.showgate.concert;

import io.showgate.shared.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The catalogue's routes for buyers. An answer is found finished ({@link CatalogueAnswers}); parameters are checked by
 * hand, since these routes are the hottest there are. Browsers keep answers and ask each time whether they still hold.
 */
@RestController
class ConcertController {

    private static final String FOR_ALL = "no-cache, public";
    private static final String FOR_ONE = "no-cache, private";

    private final CatalogueAnswers catalogue;

    ConcertController(CatalogueAnswers catalogue) {
        this.catalogue = catalogue;
    }

    /** The concerts in a stable order, or those that a keyword finds. */
    @GetMapping("/api/v1/concerts/query")
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String keyword) {
        return answer(CatalogueQuery.Page.of(page, size, keyword), FOR_ALL);
    }

    /** The dates of a concert with the seats left; what is let through to it is decided in front of it. */
    @GetMapping("/api/v1/concert/{concertId}/date")
    ResponseEntity<byte[]> dates(@PathVariable String concertId) {
        return answer(CatalogueQuery.Dates.of(concertId), FOR_ONE);
    }

    /** Spring compares the entity tag and answers 304 where the client has the same. */
    private ResponseEntity<byte[]> answer(CatalogueQuery query, String cacheControl) {
        var answer = catalogue.answer(query);
        if (answer.body() == null) {
            return Problem.of(Concerts.UNKNOWN_CONCERT, "No concert has this id.")
                    .toResponse();
        }
        return ResponseEntity.ok()
                .eTag(answer.etag())
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}

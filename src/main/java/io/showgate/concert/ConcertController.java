package io.showgate.concert;

import io.showgate.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The catalogue's routes for buyers. These are the hottest routes there are and their answers lie finished
 * ({@link CatalogueAnswers}), so parameters are read from the request and bytes are written to the response: Spring's
 * binding and converters would cost more than everything else here together (docs/adr/0009).
 */
@RestController
class ConcertController {

    /** Browsers keep an answer and ask each time whether it still holds. */
    private static final String FOR_ALL = "no-cache, public";

    /** The same, but what lies behind the gate is kept by nobody on the way. */
    private static final String FOR_ONE = "no-cache, private";

    /** What RFC 7234 has for an answer that is given because no newer one can be had; caches on the way pass it on. */
    private static final String STALE = "110 showgate \"Response is Stale\"";

    private final CatalogueAnswers catalogue;

    ConcertController(CatalogueAnswers catalogue) {
        this.catalogue = catalogue;
    }

    /** The concerts in a stable order, or those that a keyword finds. */
    @GetMapping("/api/v1/concerts/query")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = CatalogueQuery.Page.of(
                request.getParameter("page"), request.getParameter("size"), request.getParameter("keyword"));
        send(catalogue.answer(query), FOR_ALL, request, response);
    }

    /** The dates of a concert with the seats left; who is let through to it is decided in front of it. */
    @GetMapping("/api/v1/concert/{concertId}/date")
    void dates(@PathVariable Map<String, String> path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var query = CatalogueQuery.Dates.of(path.getOrDefault("concertId", ""));
        send(catalogue.answer(query), FOR_ONE, request, response);
    }

    private static void send(
            CatalogueAnswer answer, String cacheControl, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = answer.body();
        if (body == null) {
            Problem.of(Concerts.UNKNOWN_CONCERT, "No concert has this id.").writeTo(response);
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        markIfStale(answer, response);
        if (clientHas(answer, request, response)) {
            return;
        }
        response.setHeader(HttpHeaders.ETAG, answer.etag());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void markIfStale(CatalogueAnswer answer, HttpServletResponse response) {
        var age = answer.age();
        if (age != null) {
            response.setHeader(HttpHeaders.AGE, Long.toString(age.toSeconds()));
            response.setHeader(HttpHeaders.WARNING, STALE);
        }
    }

    /** Whether the client said that it has this answer already; then the response is a finished 304. */
    private static boolean clientHas(CatalogueAnswer answer, HttpServletRequest request, HttpServletResponse response) {
        return request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
                && new ServletWebRequest(request, response).checkNotModified(answer.etag());
    }
}

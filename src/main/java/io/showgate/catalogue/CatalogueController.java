package io.showgate.catalogue;

import io.showgate.concert.Concerts;
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
 * The catalogue's routes for buyers. They are the busiest routes, and their answers are finished in memory
 * ({@link CatalogueAnswers}). So this controller reads parameters from the request and writes bytes to the response
 * itself. Spring's binding and converters would cost more than everything else here together (docs/adr/0009).
 */
@RestController
class CatalogueController {

    /** Browsers keep an answer and ask each time if it is still valid. */
    private static final String FOR_ALL = "no-cache, public";

    /** The same for answers behind the gate. Shared caches must not keep them. */
    private static final String FOR_ONE = "no-cache, private";

    /** The warning that RFC 7234 defines for a stale answer. Caches on the way pass it on. */
    private static final String STALE = "110 showgate \"Response is Stale\"";

    private final CatalogueAnswers catalogue;

    CatalogueController(CatalogueAnswers catalogue) {
        this.catalogue = catalogue;
    }

    /** The concerts in a stable order, or the concerts that a keyword finds. */
    @GetMapping("/api/v1/concerts/query")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = CatalogueQuery.Page.of(
                request.getParameter("page"),
                request.getParameter("size"),
                request.getParameter(CatalogueQuery.KEYWORD));
        send(catalogue.answer(query), FOR_ALL, request, response);
    }

    /** The dates of a concert with the seats left. The gate in front of this route decides which users pass. */
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
        if (answeredNotModified(answer, request, response)) {
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

    /** True if the client already has this answer. Then the response is a finished 304. */
    private static boolean answeredNotModified(
            CatalogueAnswer answer, HttpServletRequest request, HttpServletResponse response) {
        return request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
                && new ServletWebRequest(request, response).checkNotModified(answer.etag());
    }
}

package io.showgate.admission;

import io.showgate.queue.QueueAnswer;
import io.showgate.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The gate for other sites: a reverse proxy asks before it forwards a request. 204 lets the request pass and says who
 * the visitor is and until when. 401 and 403 are the same problems as on our gated routes. Every method is answered
 * ({@link GateQuestionFilter}). This is a hot route, so it writes the response itself.
 *
 * <p>Envoy appends the visitor's path and takes only 200 as a yes, so a question with such a path is answered 200.
 */
@RestController
class GateController {

    private static final String FORWARDED_PATH = "X-Forwarded-Uri";

    private final Gate gate;

    GateController(Gate gate) {
        this.gate = gate;
    }

    @RequestMapping({
        GateQuestion.PATH,
        GateQuestion.PATH + "/**",
        GateQuestion.NAMED + "{queue}",
        GateQuestion.NAMED + "{queue}/**"
    })
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var question = GateQuestion.of(request);
        var answer = gate.enter(request, question.queue());
        var problem = gate.decide(answer);
        if (problem != null) {
            refuse(request, problem, response);
        } else if (answer instanceof QueueAnswer.Active active) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Showgate-User", PercentEncoding.ofText(active.user()));
            response.setHeader("X-Showgate-Expires", active.expiresAt().toString());
            response.setStatus(
                    question.hasAppendedPath() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NO_CONTENT);
        }
    }

    /**
     * Most proxies pass the whole refusal on to the visitor. nginx keeps only its headers, so one of them repeats the
     * body. A browser that shows the refusal comes back by itself. A visitor without a place gets the address that they
     * wanted, ready to be a parameter of the page that joins.
     */
    private static void refuse(HttpServletRequest request, Problem problem, HttpServletResponse response)
            throws IOException {
        var refusal = problem.toResponse();
        var headers = refusal.getHeaders();
        var body = Objects.requireNonNull(refusal.getBody());
        response.setStatus(refusal.getStatusCode().value());
        headers.forEach((name, values) -> response.setHeader(name, values.getFirst()));
        setIfPresent(response, "Refresh", headers.getFirst(HttpHeaders.RETRY_AFTER));
        if (problem.type().status() == HttpStatus.UNAUTHORIZED) {
            setIfPresent(response, "X-Showgate-Target", PercentEncoding.ofTarget(request.getHeader(FORWARDED_PATH)));
        }
        response.setHeader("X-Showgate-Problem", new String(body, StandardCharsets.UTF_8));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void setIfPresent(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }
}

package io.showgate.admission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands in front of the handlers of one gated route. Answers only with 4xx or lets pass; never touches the database.
 */
final class GateInterceptor implements HandlerInterceptor {

    private final Gate gate;
    private final String queue;

    GateInterceptor(Gate gate, String queue) {
        this.gate = gate;
        this.queue = queue;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var problem = gate.check(request, queue);
        if (problem != null) {
            problem.writeTo(response);
        }
        return problem == null;
    }
}

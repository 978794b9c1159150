package io.showgate.admission;

import io.showgate.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The gate in front of one gated route. It lets a request pass or answers it with a problem, and never uses the
 * database. It measures how long the requests that pass take, and the admission rate follows that time.
 */
final class GateInterceptor implements HandlerInterceptor {

    private static final String BEGAN = GateInterceptor.class.getName();

    private final Gate gate;
    private final LatencySignal latency;
    private final String queue;

    GateInterceptor(Gate gate, LatencySignal latency, String queue) {
        this.gate = gate;
        this.latency = latency;
        this.queue = queue;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var problem = gate.checkOwn(request, queue, Caller.named(request));
        if (problem != null) {
            problem.writeTo(response);
            return false;
        }
        request.setAttribute(BEGAN, System.nanoTime());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(BEGAN) instanceof Long began) {
            latency.note(System.nanoTime() - began);
        }
    }
}

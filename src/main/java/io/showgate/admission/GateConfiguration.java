package io.showgate.admission;

import io.showgate.queue.WaitingQueue;
import io.showgate.web.FilterOrder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the gate in front of the gated routes. It is an interceptor, not a servlet filter, so one match of Spring MVC
 * decides both which handler a path means and whether it is gated. So no spelling of a path bypasses the gate.
 */
@Configuration(proxyBeanMethods = false)
class GateConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<Gate> gate;
    private final LatencySignal latency;
    private final AdmissionProperties properties;

    GateConfiguration(
            ObjectProvider<Gate> gate, LatencySignal latency, AdmissionProperties properties, WaitingQueue queue) {
        this.gate = gate;
        this.latency = latency;
        this.properties = properties;
        properties.gates().forEach(route -> requireQueue(queue, route));
    }

    @Bean
    static FilterRegistrationBean<GateQuestionFilter> gateQuestionFilter() {
        var registration = new FilterRegistrationBean<>(new GateQuestionFilter());
        registration.addUrlPatterns(GateQuestionFilter.PATTERNS);
        return FilterOrder.GATE_QUESTION.place(registration);
    }

    private static void requireQueue(WaitingQueue queue, AdmissionProperties.GatedRoute route) {
        if (!queue.isKnown(route.queue())) {
            throw new IllegalStateException("showgate.admission.gates puts " + route.path() + " behind '"
                    + route.queue() + "', but there is no such queue");
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        for (var route : properties.gates()) {
            registry.addInterceptor(new GateInterceptor(gate.getObject(), latency, route.queue()))
                    .addPathPatterns(route.path());
        }
    }
}

package io.showgate.traffic;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.web.FilterOrder;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the limits on requests in front of every route. Metrics and health have a server of their own. */
@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {

    @Bean
    DispatchDelay dispatchDelay() {
        return new DispatchDelay();
    }

    @Bean
    RouteTable routeTable(List<RequestRoutes> modules) {
        return new RouteTable(modules);
    }

    @Bean
    SourceLimits sourceLimits(SourceProperties sources, ForwardedHeaders forwarded, MeterRegistry meters) {
        return new SourceLimits(sources, forwarded, new SecureRandom(), meters);
    }

    @Bean
    FilterRegistrationBean<RequestLimitFilter> requestLimitFilter(
            RouteTable routes,
            RequestProperties requests,
            SourceLimits sources,
            DispatchDelay delay,
            MeterRegistry meters) {
        return FilterOrder.REQUEST_LIMITS.place(
                new FilterRegistrationBean<>(new RequestLimitFilter(routes, requests, delay, sources, meters)));
    }

    /** Runs after all other customizers, so that it measures the threads that they chose. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> measuredDispatch(DispatchDelay delay) {
        return factory -> factory.addProtocolHandlerCustomizers(handler -> {
            var threads = handler.getExecutor();
            if (threads != null) {
                handler.setExecutor(delay.measured(threads));
            }
        });
    }
}

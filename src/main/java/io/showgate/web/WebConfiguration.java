package io.showgate.web;

import java.time.Clock;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock, and the filters and error reports in front of every controller. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final String PASS_THROUGH = EncodedSolidusHandling.PASS_THROUGH.getValue();

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FilterRegistrationBean<PathFilter> pathFilter(List<UserPaths> modules) {
        var users = modules.stream()
                .flatMap(module -> module.patterns().stream())
                .map(UserPathPattern::new)
                .toList();
        return FilterOrder.PATH.place(new FilterRegistrationBean<>(new PathFilter(users)));
    }

    /**
     * Leaves encoded slashes, backslashes and percent signs in the container's copy of the path as they are, so that it
     * is not ambiguous. {@link PathFilter} refuses them unless they belong to a user id, which Spring MVC decodes.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSeparators() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(PASS_THROUGH);
            connector.setEncodedReverseSolidusHandling(PASS_THROUGH);
        });
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter() {
        return FilterOrder.BODY_LIMIT.place(new FilterRegistrationBean<>(new BodyLimitFilter()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}

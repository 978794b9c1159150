package io.showgate.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.startup.StartRefusedException;
import io.showgate.web.FilterOrder;
import io.showgate.web.Origins;
import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * HTTP Basic with the operator role, on the operator's routes only: a security chain in front of a hot route costs a
 * quarter of its throughput, even if it permits everything. There is no session that could keep a CSRF token. But a
 * browser remembers the password and sends it with requests of foreign pages, so {@link Origins} refuses those.
 */
@Configuration(proxyBeanMethods = false)
class OperatorSecurity {

    static final String ROUTES = "/api/v1/admin/**";
    private static final String URL_PATTERN = "/api/v1/admin/*";
    private static final String ROLE = "OPERATOR";

    /**
     * Puts Spring Security's filter in front of the operator's routes only. Spring Boot puts it in front of every
     * route, where the search for a matching chain alone costs a hot route a tenth of its throughput.
     */
    @Bean
    DelegatingFilterProxyRegistrationBean operatorFilter() {
        var registration = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.addUrlPatterns(URL_PATTERN);
        return FilterOrder.OPERATOR_SECURITY.place(registration);
    }

    /**
     * Refuses a path that Spring MVC maps to one of the operator's handlers although the servlet container did not
     * filter it.
     */
    @Bean
    WebMvcConfigurer operatorHandlers() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new OperatorOnly()).addPathPatterns(ROUTES);
            }
        };
    }

    private static final class OperatorOnly implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            boolean operator = request.isUserInRole(ROLE);
            if (!operator) {
                refuse(response);
            }
            return operator;
        }
    }

    @Bean
    SecurityFilterChain operatorChain(HttpSecurity http, Origins origins) {
        return http.securityMatcher(ROUTES)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(ROLE))
                .httpBasic(basic -> basic.authenticationEntryPoint(signIn()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signIn())
                        .accessDeniedHandler((request, response, denied) -> Problem.of(
                                        ProblemType.FORBIDDEN, "This account has no operator role.")
                                .writeTo(response)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(foreignPages(origins), BasicAuthenticationFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Runs before the sign-in, so that a change by a foreign page never counts as a wrong password. */
    private static Filter foreignPages(Origins origins) {
        return (request, response, chain) -> {
            if (origins.isForeignChange((HttpServletRequest) request)) {
                origins.refuse().writeTo((HttpServletResponse) response);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    private static AuthenticationEntryPoint signIn() {
        return (request, response, failure) -> {
            if (failure instanceof MustWaitException waiting) {
                OperatorProblems.mustWait(waiting.rest()).writeTo(response);
            } else {
                refuse(response);
            }
        };
    }

    private static void refuse(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Showgate operator\", charset=\"UTF-8\"");
        Problem.of(ProblemType.NOT_SIGNED_IN, "Sign in as the operator with HTTP Basic.")
                .writeTo(response);
    }

    @Bean
    AuthenticationProvider operatorSignIn(OperatorProperties properties, MeterRegistry meters) {
        var password = properties.password();
        if (password == null || password.isBlank()) {
            throw new StartRefusedException(
                    "The operator's password is not set.", "Set the environment variable SHOWGATE_OPERATOR_PASSWORD.");
        }
        return new OperatorSignIn(properties, password, ROLE, meters);
    }
}

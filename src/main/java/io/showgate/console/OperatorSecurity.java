package io.showgate.console;

import io.showgate.startup.StartRefusedException;
import io.showgate.web.FilterOrder;
import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * HTTP Basic with the operator role, on the operator's routes only: a security chain in front of a hot route costs a
 * quarter of its throughput, even if it permits everything. There is no session and no cookie that another site could
 * abuse, so a CSRF token is not needed.
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
    SecurityFilterChain operatorChain(HttpSecurity http) {
        return http.securityMatcher(ROUTES)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(ROLE))
                .httpBasic(basic -> basic.authenticationEntryPoint(signIn()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signIn())
                        .accessDeniedHandler((request, response, denied) -> Problem.of(
                                        ProblemType.FORBIDDEN, "This account has no operator role.")
                                .writeTo(response)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static AuthenticationEntryPoint signIn() {
        return (request, response, failure) -> refuse(response);
    }

    private static void refuse(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Showgate operator\", charset=\"UTF-8\"");
        Problem.of(ProblemType.NOT_SIGNED_IN, "Sign in as the operator with HTTP Basic.")
                .writeTo(response);
    }

    @Bean
    PasswordEncoder operatorPasswords() {
        return new EnvironmentPasswords();
    }

    /**
     * Compares the password without a hash. The environment has the operator's password in plain text, so a hash here
     * protects nothing. With a slow hash, a few wrong passwords a second would use up a processor. The comparison takes
     * the same time at whichever character the two differ.
     */
    private static final class EnvironmentPasswords implements PasswordEncoder {

        @Override
        public String encode(@Nullable CharSequence password) {
            return String.valueOf(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence given, @Nullable String expected) {
            return MessageDigest.isEqual(
                    encode(given).getBytes(StandardCharsets.UTF_8),
                    encode(expected).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Bean
    UserDetailsService operators(OperatorProperties properties) {
        var password = properties.password();
        if (password == null || password.isBlank()) {
            throw new StartRefusedException(
                    "The operator's password is not set.", "Set the environment variable SHOWGATE_OPERATOR_PASSWORD.");
        }
        return new InMemoryUserDetailsManager(User.withUsername(properties.username())
                .password(password)
                .roles(ROLE)
                .build());
    }
}

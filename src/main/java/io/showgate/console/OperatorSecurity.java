package io.showgate.console;

import io.showgate.shared.Problem;
import io.showgate.shared.ProblemType;
import io.showgate.shared.StartRefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * HTTP Basic with the operator role, on the operator's routes and nowhere else: a chain in front of a hot route costs a
 * quarter of its throughput even if it permits everything. Without a session or cookie there is nothing that a foreign
 * page could abuse, so there is no CSRF token either.
 */
@Configuration(proxyBeanMethods = false)
class OperatorSecurity {

    private static final String ROUTES = "/api/v1/admin/**";
    private static final String ROLE = "OPERATOR";

    @Bean
    SecurityFilterChain operatorRoutes(HttpSecurity http) {
        return http.securityMatcher(ROUTES)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(ROLE))
                .httpBasic(basic -> basic.authenticationEntryPoint(signIn()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signIn())
                        .accessDeniedHandler((request, response, denied) -> Problem.of(
                                        ProblemType.FORBIDDEN, "This account is not an operator's.")
                                .writeTo(response)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static AuthenticationEntryPoint signIn() {
        return (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Showgate operator\", charset=\"UTF-8\"");
            Problem.of(ProblemType.NOT_SIGNED_IN, "Sign in as the operator with HTTP Basic.")
                    .writeTo(response);
        };
    }

    @Bean
    UserDetailsService operators(OperatorProperties properties) {
        var password = properties.password();
        if (password == null || password.isBlank()) {
            throw new StartRefusedException(
                    "The operator's password is not set.", "Set the environment variable SHOWGATE_OPERATOR_PASSWORD.");
        }
        var encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        return new InMemoryUserDetailsManager(User.withUsername(properties.username())
                .password(encoder.encode(password))
                .roles(ROLE)
                .build());
    }
}

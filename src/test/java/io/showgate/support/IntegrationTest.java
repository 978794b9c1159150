package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application over HTTP, on real servers ({@link TestServers}). The application and its metrics and
 * health have free ports. Users are trusted, and may join and claim without a limit. The operator is {@code operator} /
 * {@code operator}, wrong passwords have no effect on later sign-ins, the queues are {@code main} and {@code presale},
 * there is no demo data, and the application has {@linkplain Instances#LONG_TIMEOUTS long timeouts}. Tests that need
 * nothing else share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ShowgateApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            Instances.LONG_TIMEOUTS,
            "management.server.port=0",
            "showgate.secret=a-secret-for-tests-of-at-least-32-bytes",
            "showgate.operator.username=operator",
            "showgate.operator.password=operator",
            "showgate.operator.wrong-passwords=1000000",
            "showgate.security.users=trusted",
            "showgate.traffic.joins.user-rate=0",
            "showgate.traffic.claims.user-rate=0",
            "showgate.queue.named.main.paused=false",
            "showgate.queue.named.presale.rate-ceiling=80",
            "showgate.demo=false"
        })
@ContextConfiguration(initializers = ServersInitializer.ForTests.class)
public @interface IntegrationTest {}

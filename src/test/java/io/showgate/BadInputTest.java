package io.showgate;

import io.showgate.support.IntegrationTest;
import io.showgate.support.SilentLog;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of invalid requests. Each request must be answered, and must not leave a warning, an error or a stack trace in
 * the log. In addition to the queue {@code main} there is a queue {@code closed}, which never admits anyone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@TestPropertySource(
        properties = {"showgate.queue.named.main.rate-floor=50", "showgate.queue.named.closed.max-active=0"})
@ExtendWith(SilentLog.class)
@interface BadInputTest {}

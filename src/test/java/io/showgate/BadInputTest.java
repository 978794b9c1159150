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
 * A test of what clients may do wrong: each request must be answered, and none may leave a warning, an error or a stack
 * trace in the log. Beside the queue {@code main} there is one called {@code closed}, which never lets anybody in.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@TestPropertySource(
        properties = {"showgate.queue.named.main.rate-floor=50", "showgate.queue.named.closed.max-active=0"})
@ExtendWith(SilentLog.class)
@interface BadInputTest {}

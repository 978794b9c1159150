package io.showgate.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails each test during which the application logs a warning, an error or a stack trace. Requests of clients must not
 * fill the log or wake an operator.
 */
public final class SilentLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> recorded = new ListAppender<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        recorded.list.clear();
        recorded.start();
        root.addAppender(recorded);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        root.detachAppender(recorded);
        recorded.stop();
        assertThat(recorded.list).noneMatch(SilentLog::isLoud);
    }

    private static boolean isLoud(ILoggingEvent event) {
        boolean isAboutThisMachine = event.getLoggerName().startsWith("com.zaxxer.hikari");
        boolean isLoud = event.getLevel().isGreaterOrEqual(Level.WARN) || event.getThrowableProxy() != null;
        return isLoud && !isAboutThisMachine;
    }
}

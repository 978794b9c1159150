package io.showgate.startup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Periodic work of an instance. It begins before the web server takes requests and ends after the last request is
 * answered. A subclass names its threads and begins its schedules; this type owns the scheduler. A failure in one run
 * never ends a schedule. The work reports its own failures, and all others are logged at DEBUG. Thread-safe.
 */
public abstract class BackgroundWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private final String name;
    private final int threads;
    private final Duration lastRun;
    private volatile @Nullable ThreadPoolTaskScheduler scheduler;

    /**
     * Work on threads of its own.
     *
     * @param name the name of its threads
     * @param threads how many there are
     * @param lastRun how long a stop waits for runs that have begun; zero to wait for none. A stop interrupts no run
     */
    protected BackgroundWork(String name, int threads, Duration lastRun) {
        this.name = name;
        this.threads = threads;
        this.lastRun = lastRun;
    }

    /** Does the work that must be done before the first request, and begins the schedules with {@link #every}. */
    protected abstract void begin();

    /** Does the last work, after the schedules have ended. */
    protected void end() {}

    /**
     * Runs this work again and again. The interval is the time before the first run, and from the end of a run to the
     * next one.
     */
    protected final void every(Duration interval, Runnable work) {
        var running = scheduler;
        if (running != null) {
            var _ = running.scheduleWithFixedDelay(
                    work, running.getClock().instant().plus(interval), interval);
        }
    }

    @Override
    public final void start() {
        var starting = new ThreadPoolTaskScheduler();
        starting.setThreadNamePrefix(name + '-');
        starting.setPoolSize(threads);
        starting.setDaemon(true);
        starting.setErrorHandler(failure -> LOG.debug("A run of {} failed", name, failure));
        starting.setWaitForTasksToCompleteOnShutdown(true);
        starting.setAwaitTerminationMillis(lastRun.toMillis());
        starting.initialize();
        scheduler = starting;
        begin();
    }

    @Override
    public final void stop() {
        var stopping = scheduler;
        scheduler = null;
        if (stopping != null) {
            stopping.shutdown();
            end();
        }
    }

    @Override
    public final boolean isRunning() {
        return scheduler != null;
    }

    /** Starts before the web server takes requests, and stops after it has answered the last one. */
    @Override
    public final int getPhase() {
        return 0;
    }
}

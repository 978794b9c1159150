package io.showgate.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.showgate.database.DatabaseGuard;
import io.showgate.database.DatabaseUsage;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The load of the database: its connections in use, threads that wait for one, and the circuit breaker. */
@Component
class DatabaseSignal implements AdmissionSignal {

    /**
     * The load of one thread that waits for a connection: the pool is too small already, even if its mean usage is low.
     */
    private static final double WAITING_LOAD = 2;

    private final Supplier<DatabaseUsage> database;
    private final double acceptableUsage;

    private int samples;
    private double usageSum;
    private int mostWaiting;
    private volatile DatabaseUsage shown = new DatabaseUsage(0, 0, false);
    private boolean broken;

    @Autowired
    DatabaseSignal(DatabaseGuard database, AdmissionProperties properties, MeterRegistry meters) {
        this(database::usage, properties.control(), meters);
    }

    DatabaseSignal(Supplier<DatabaseUsage> database, AdmissionProperties.Control control, MeterRegistry meters) {
        this.database = database;
        acceptableUsage = control.usage();
        AdmissionSignal.show(meters, "usage", this, signal -> signal.shown.usage());
        AdmissionSignal.show(meters, "waiting", this, signal -> signal.shown.waiting());
        AdmissionSignal.show(meters, "breaker", this, signal -> signal.shown.broken() ? 1 : 0);
    }

    @Override
    public void sample() {
        var usage = database.get();
        samples++;
        usageSum += usage.usage();
        mostWaiting = Math.max(mostWaiting, usage.waiting());
        broken = usage.broken();
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    /** The load by the mean usage of the samples and by the most threads that waited at once. */
    @Override
    public double takeLoad() {
        shown = new DatabaseUsage(samples == 0 ? 0 : usageSum / samples, mostWaiting, broken);
        samples = 0;
        usageSum = 0;
        mostWaiting = 0;
        return Math.max(shown.usage() / acceptableUsage, shown.waiting() > 0 ? WAITING_LOAD : 0);
    }
}

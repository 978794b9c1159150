package io.showgate.capacity;

import java.util.Locale;
import java.util.function.IntFunction;

/** Whether an installation still serves as many people well as a report says, but for a tenth, which is noise. */
final class Regression {

    private static final double NOISE = 0.1;
    private static final int ATTEMPTS = 3;

    private final Report.Result stored;
    private final IntFunction<Trial> measure;

    Regression(Report.Result stored, IntFunction<Trial> measure) {
        this.stored = stored;
        this.measure = measure;
    }

    /** In one of three trials at nine tenths of that load, since a busy machine fails now and then. */
    boolean isStillServedWell() {
        var flow = stored.flow();
        int load = (int) ((1 - NOISE) * stored.optimal().load());
        if (load == 0) {
            System.out.println(flow.id() + ": the report has nobody served well, so there is nothing to lose");
            return true;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (measure.apply(load).isServedWell(flow.limit())) {
                System.out.printf(Locale.ROOT, "%s: %,d %s are served well, as before%n", flow.id(), load, flow.unit());
                return true;
            }
        }
        System.out.printf(
                Locale.ROOT, "%s: %,d %s were served well, and are not any more%n", flow.id(), load, flow.unit());
        return false;
    }
}

package io.showgate.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Where a figure is on an axis whose steps are logarithmic.
 *
 * @param least the figure at the beginning of the axis
 * @param most the figure at its end
 * @param from where it begins
 * @param to where it ends
 */
record Scale(double least, double most, double from, double to) {

    private static final double[] STEPS = {1, 2, 5};
    private static final int MANY = 8;
    private static final double SMALLEST = 0.1;

    /** One that has room for all of these figures and a little more. */
    static Scale of(DoubleStream figures, double from, double to) {
        var all = figures.map(figure -> Math.max(figure, SMALLEST)).summaryStatistics();
        return all.getCount() == 0
                ? new Scale(1, 10, from, to)
                : new Scale(Math.min(all.getMin() / 1.2, all.getMax() / 5), all.getMax() * 1.2, from, to);
    }

    double at(double figure) {
        double share = Math.log(Math.max(figure, SMALLEST) / least) / Math.log(most / least);
        return from + share * (to - from);
    }

    /** Round figures along it: 1, 2, 5, 10 and so on, or only the powers of ten where those would be many. */
    List<Double> ticks() {
        var all = ticks(STEPS);
        return all.size() > MANY ? ticks(new double[] {1}) : all;
    }

    private List<Double> ticks(double[] steps) {
        return DoubleStream.iterate(
                        Math.pow(10, Math.floor(Math.log10(least))), power -> power <= most, power -> power * 10)
                .flatMap(power -> DoubleStream.of(steps).map(step -> step * power))
                .filter(tick -> tick >= least && tick <= most)
                .boxed()
                .toList();
    }

    static String label(double tick) {
        return tick < 1 ? String.format(Locale.ROOT, "%.1f", tick) : String.format(Locale.ROOT, "%,.0f", tick);
    }
}

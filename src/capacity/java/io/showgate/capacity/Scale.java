package io.showgate.capacity;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis: maps a figure to a coordinate.
 *
 * @param least the figure at the beginning of the axis
 * @param most the figure at the end of the axis
 * @param from the coordinate of the beginning
 * @param to the coordinate of the end
 */
record Scale(double least, double most, double from, double to) {

    /** The leading digits of the ticks: with few, some and many ticks in each power of ten. */
    private static final double[] FEW_STEPS = {1};

    private static final double[] SOME_STEPS = {1, 2, 5};
    private static final double[] MANY_STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8};

    private static final int FEW = 4;
    private static final int MANY = 8;
    private static final double SMALLEST = 0.1;
    private static final double ROUNDING = 1e-9;

    /** An axis that has room for all of these figures and begins and ends at a round figure. */
    static Scale of(DoubleStream figures, double from, double to) {
        var all = figures.map(figure -> Math.max(figure, SMALLEST)).summaryStatistics();
        if (all.getCount() == 0) {
            return new Scale(1, 10, from, to);
        }
        double least = round(all.getMin(), step -> step <= all.getMin() * (1 + ROUNDING))
                .max()
                .orElseThrow();
        double most = round(all.getMax(), step -> step >= all.getMax() * (1 - ROUNDING) && step > least)
                .min()
                .orElseThrow();
        return new Scale(least, most, from, to);
    }

    /** The round figures near this one that satisfy a condition. */
    private static DoubleStream round(double figure, DoublePredicate which) {
        double power = Math.pow(10, Math.floor(Math.log10(figure)));
        return DoubleStream.of(power / 10, power, power * 10)
                .flatMap(each -> DoubleStream.of(SOME_STEPS).map(step -> step * each))
                .filter(which);
    }

    /** The coordinate of a figure. */
    double at(double figure) {
        double share = Math.log(Math.max(figure, SMALLEST) / least) / Math.log(most / least);
        return from + share * (to - from);
    }

    /**
     * The round figures to label: 1, 2, 5, 10 and so on. If these are too many, only powers of ten; if too few, more
     * steps.
     */
    List<Double> ticks() {
        var ticks = ticks(SOME_STEPS);
        if (ticks.size() > MANY) {
            return ticks(FEW_STEPS);
        }
        return ticks.size() < FEW ? ticks(MANY_STEPS) : ticks;
    }

    private List<Double> ticks(double[] steps) {
        return DoubleStream.iterate(
                        Math.pow(10, Math.floor(Math.log10(least))), power -> power <= most, power -> power * 10)
                .flatMap(power -> DoubleStream.of(steps).map(step -> step * power))
                .filter(tick -> tick >= least * (1 - ROUNDING) && tick <= most * (1 + ROUNDING))
                .boxed()
                .toList();
    }

    static String label(double tick) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(tick);
    }
}

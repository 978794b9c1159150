package io.showgate.capacity;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
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

    /** What a figure on the axis begins with: in the widest steps, in usual ones, in narrow ones. */
    private static final double[] POWERS = {1};

    private static final double[] USUAL = {1, 2, 5};
    private static final double[] NARROW = {1, 1.5, 2, 3, 4, 5, 6, 8};

    private static final int FEW = 4;
    private static final int MANY = 8;
    private static final double SMALLEST = 0.1;
    private static final double ROUNDING = 1e-9;

    /** One that has room for all of these figures, from one round figure to another. */
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

    /** Round figures in the neighbourhood. */
    private static DoubleStream round(double figure, DoublePredicate which) {
        double power = Math.pow(10, Math.floor(Math.log10(figure)));
        return DoubleStream.of(power / 10, power, power * 10)
                .flatMap(each -> DoubleStream.of(USUAL).map(step -> step * each))
                .filter(which);
    }

    double at(double figure) {
        double share = Math.log(Math.max(figure, SMALLEST) / least) / Math.log(most / least);
        return from + share * (to - from);
    }

    /** Round figures along it: 1, 2, 5, 10 and so on, the powers of ten where those would be many, more where few. */
    List<Double> ticks() {
        var usual = ticks(USUAL);
        if (usual.size() > MANY) {
            return ticks(POWERS);
        }
        return usual.size() < FEW ? ticks(NARROW) : usual;
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

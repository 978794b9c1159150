package io.showgate.capacity;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A chart of all trials of a flow: the load on the horizontal axis and a figure on the vertical axis, both logarithmic.
 * A filled point means served well, a hollow one survived, a cross failed.
 *
 * @param title the name of the figure
 * @param result the flow's result, with its trials
 * @param figure the figure, more than 0
 * @param limit where to draw a horizontal line; 0 for none
 */
record Chart(String title, Report.Result result, ToDoubleFunction<Trial> figure, double limit) {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 260;
    private static final int LEFT = 58;
    private static final int RIGHT = 22;
    private static final int TOP = 30;
    private static final int BOTTOM = 40;

    static List<Chart> of(Report.Result result) {
        return List.of(
                new Chart(
                        "p95 in ms",
                        result,
                        trial -> trial.millis().p95(),
                        result.flow().limit().toMillis()),
                new Chart("requests a second", result, Trial::rate, 0));
    }

    String svg() {
        var trials = result.trials();
        var across = Scale.of(trials.stream().mapToDouble(Trial::load), LEFT, WIDTH - RIGHT);
        var upwards = Scale.of(
                DoubleStream.concat(
                        trials.stream().mapToDouble(figure), limit > 0 ? DoubleStream.of(limit) : DoubleStream.empty()),
                HEIGHT - BOTTOM,
                TOP);
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s of %s by load\">",
                WIDTH,
                HEIGHT,
                title,
                result.flow().title()));
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"16\" class=\"title\">%s</text>", LEFT, title));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH - RIGHT,
                HEIGHT - 6,
                result.flow().unit()));
        grid(across, upwards, svg);
        if (limit > 0) {
            line("limit", LEFT, upwards.at(limit), WIDTH - RIGHT, upwards.at(limit), svg);
        }
        for (var trial : trials) {
            point(trial, across.at(trial.load()), upwards.at(figure.applyAsDouble(trial)), svg);
        }
        return svg.append("</svg>").toString();
    }

    private static void grid(Scale across, Scale upwards, StringBuilder svg) {
        for (double tick : across.ticks()) {
            double x = across.at(tick);
            line("grid", x, TOP, x, HEIGHT - BOTTOM, svg);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x,
                    HEIGHT - BOTTOM + 15,
                    Scale.label(tick)));
        }
        for (double tick : upwards.ticks()) {
            double y = upwards.at(tick);
            line("grid", LEFT, y, WIDTH - RIGHT, y, svg);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    y + 4,
                    Scale.label(tick)));
        }
    }

    private void point(Trial trial, double x, double y, StringBuilder svg) {
        if (trial.isSurvived()) {
            var kind = trial.isServedWell(result.flow().limit()) ? "well" : "survived";
            svg.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\">", kind, x, y));
            svg.append(hint(trial)).append("</circle>");
        } else {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"failed\" d=\"M%.1f %.1fl8 8m0 -8l-8 8\">%s</path>",
                    x - 4,
                    y - 4,
                    hint(trial)));
        }
    }

    private static String hint(Trial trial) {
        return String.format(
                Locale.ROOT,
                "<title>%s: p95 %s, %s requests/s, %s failed</title>",
                Row.grouped(trial.load()),
                Row.seconds(trial.millis().p95()),
                Row.grouped(Math.round(trial.rate())),
                Row.percent(trial.failed()));
    }

    private static void line(String kind, double x1, double y1, double x2, double y2, StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2));
    }
}

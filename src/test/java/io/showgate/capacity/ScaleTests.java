package io.showgate.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The axes of a chart. */
class ScaleTests {

    @Test
    void aScaleHasRoundFiguresThatAreOnIt() {
        var scale = new Scale(80, 2_400, 0, 100);

        assertThat(scale.ticks()).isEqualTo(List.of(100.0, 200.0, 500.0, 1_000.0, 2_000.0));
        assertThat(Map.of(80.0, 0.0, 2_400.0, 100.0))
                .allSatisfy((figure, at) -> assertThat(scale.at(figure)).isCloseTo(at, Offset.offset(0.001)));
    }

    @Test
    void aScaleBeginsAndEndsAtARoundFigureAndHasSeveralBetween() {
        assertThat(Scale.of(DoubleStream.of(50, 800), 0, 100).ticks())
                .isEqualTo(List.of(50.0, 100.0, 200.0, 500.0, 1_000.0));
        assertThat(Scale.of(DoubleStream.of(5_300, 9_000), 0, 100).ticks())
                .isEqualTo(List.of(5_000.0, 6_000.0, 8_000.0, 10_000.0));
        assertThat(Scale.of(DoubleStream.of(700), 0, 100)).isEqualTo(new Scale(500, 1_000, 0, 100));
        assertThat(Scale.of(DoubleStream.of(0.3, 90_000), 0, 100).ticks())
                .isEqualTo(List.of(1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0));
        assertThat(List.of(Scale.label(0.2), Scale.label(1.5), Scale.label(20_000)))
                .isEqualTo(List.of("0.2", "1.5", "20,000"));
    }
}

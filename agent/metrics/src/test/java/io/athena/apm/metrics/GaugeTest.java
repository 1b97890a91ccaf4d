package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaugeTest {

  private int told;
  private final Gauge gauge = new Gauge(() -> told++);
  private final Series series = new Series(Metric.gauge("g", Unit.COUNT, List.of(), ""), Tags.NONE);

  @Test
  void value_isAskedForAtEachSample() {
    double[] next = {1};
    gauge.set(() -> next[0]++);

    assertThat(gauge.sample(series)).isEqualTo(new Sample.Value(series, 1));
    assertThat(gauge.sample(series)).isEqualTo(new Sample.Value(series, 2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void infiniteValueOfASource_isLeftOut_andToldOf(double value) {
    gauge.set(() -> value);

    assertThat(gauge.sample(series)).isNull();
    assertThat(told).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valueThatWasSetAndIsNoNumber_isLeftOut_andToldOf(double value) {
    gauge.set(value);

    assertThat(gauge.sample(series)).isNull();
    assertThat(told).isEqualTo(1);
  }

  @Test
  void sourceWithoutAValue_isNoNews() {
    gauge.set(() -> Double.NaN);

    assertThat(gauge.sample(series)).isNull();
    assertThat(told).isZero();
  }

  @Test
  void gaugeWithoutSource_isLeftOut() {
    assertThat(gauge.sample(series)).isNull();
    assertThat(told).isZero();
  }

  @Test
  void setValue_staysUntilTheNext() {
    gauge.set(3);
    gauge.set(2.5);

    assertThat(gauge.sample(series)).isEqualTo(new Sample.Value(series, 2.5));
    assertThat(gauge.sample(series)).isEqualTo(new Sample.Value(series, 2.5));
    gauge.set(Double.NaN);
    assertThat(gauge.sample(series)).isNull();
  }

  @Test
  void laterSource_replacesTheEarlier() {
    gauge.set(() -> 1);
    gauge.set(() -> -0.5);

    assertThat(gauge.sample(series)).isEqualTo(new Sample.Value(series, -0.5));
  }
}

package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void sixTags_areTheMost() {
    List<String> six = List.of("a", "b", "c", "d", "e", "f");
    List<String> seven = List.of("a", "b", "c", "d", "e", "f", "g");

    assertThat(Metric.counter("c", six, "").tags()).isEqualTo(six);
    assertThatThrownBy(() -> Metric.counter("c", seven, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("c has more than six tags: [a, b, c, d, e, f, g]");
  }

  @Test
  void factory_decidesTypeAndUnit() {
    assertThat(List.of(counter().type(), counter().unit()))
        .containsExactly(MetricType.COUNTER, Unit.COUNT);
    Metric milliseconds = Metric.milliseconds("m", List.of(), "");
    assertThat(List.of(milliseconds.type(), milliseconds.unit()))
        .containsExactly(MetricType.COUNTER, Unit.MILLISECONDS);
    Metric duration = Metric.duration("d", List.of(), "");
    assertThat(List.of(duration.type(), duration.unit()))
        .containsExactly(MetricType.HISTOGRAM, Unit.NANOSECONDS);
    Metric histogram = Metric.histogram("h", Unit.BYTES, List.of(), "");
    assertThat(List.of(histogram.type(), histogram.unit()))
        .containsExactly(MetricType.HISTOGRAM, Unit.BYTES);
    Metric gauge = Metric.gauge("g", Unit.BYTES, List.of(), "");
    assertThat(List.of(gauge.type(), gauge.unit())).containsExactly(MetricType.GAUGE, Unit.BYTES);
  }

  @Test
  void metrics_areComparedByIdentity() {
    assertThat(counter()).isNotEqualTo(counter()).hasToString("c");
  }

  @Test
  void series_isNamedByMetricAndTags() {
    assertThat(new Series(counter(), Tags.of("a", "1"))).hasToString("c{a:1}");
  }

  private static Metric counter() {
    return Metric.counter("c", List.of(), "");
  }
}

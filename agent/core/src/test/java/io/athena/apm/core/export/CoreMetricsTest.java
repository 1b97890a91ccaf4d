package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.jvm.JvmMetrics;
import io.athena.apm.metrics.Metric;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoreMetricsTest {

  static Stream<Metric> all() {
    return Stream.concat(AgentMetrics.ALL.stream(), JvmMetrics.ALL.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void name_isLowerCaseWithDots_andDescribedInASentence(Metric metric) {
    assertThat(metric.name()).matches("[a-z_]+(\\.[a-z_]+)+");
    assertThat(metric.description()).endsWith(".");
  }

  @Test
  void names_areDistinct() {
    assertThat(all().map(Metric::name)).doesNotHaveDuplicates();
  }
}

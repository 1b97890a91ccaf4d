package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import org.junit.jupiter.api.Test;

class DogStatsdNamesTest {

  private final TestMetrics metrics = new TestMetrics();

  @Test
  void tags_areOneText() {
    assertThat(names(Tags.of("env", "prod"), "cache", "a,b").tags())
        .containsExactly("cache:a_b,env:prod");
  }

  @Test
  void seriesWithoutTags_hasNone() {
    assertThat(names(Tags.NONE).tags()).isEmpty();
  }

  @Test
  void valueOfATag_isTheOneOnTheWire() {
    Series series = series("cache", "a,b");

    assertThat(DogStatsdNames.value(series, "cache")).isEqualTo("a_b");
    assertThat(DogStatsdNames.value(series, "name")).isEqualTo("none");
  }

  @Test
  void seriesOfAMetric_shareTheTextOfItsName() {
    assertThat(names(Tags.NONE, "cache", "a").name())
        .isSameAs(series("cache", "b").metric().name());
  }

  private DogStatsdNames names(Tags constant, String... tags) {
    return new DogStatsdNames(series(tags), constant);
  }

  private Series series(String... tags) {
    metrics.counter("cache.hit", tags).increment();
    var samples = metrics.snapshot().samples();
    return samples.get(samples.size() - 1).series();
  }
}

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
  void valueOfATag_isFound_wherever() {
    DogStatsdNames names = names(Tags.of("env", "prod"), "cache", "a", "cache.name", "b:c");

    assertThat(names.tag("cache")).isEqualTo("a");
    assertThat(names.tag("cache.name")).isEqualTo("b:c");
    assertThat(names.tag("env")).isEqualTo("prod");
    assertThat(names.tag("name")).as("the end of another key").isEqualTo("none");
    assertThat(names(Tags.NONE).tag("env")).isEqualTo("none");
  }

  @Test
  void nameOfTheSeriesBefore_isShared_whereItIsTheSame() {
    DogStatsdNames first = names(Tags.NONE, "cache", "a");
    DogStatsdNames second = DogStatsdNames.of(series("cache", "b"), Tags.NONE, first);

    assertThat(second.name()).isSameAs(first.name()).isEqualTo("cache.hit");
    assertThat(second.tags()).containsExactly("cache:b");
  }

  private DogStatsdNames names(Tags constant, String... tags) {
    return DogStatsdNames.of(series(tags), constant, DogStatsdNames.NONE);
  }

  private Series series(String... tags) {
    metrics.counter("cache.hit", tags).increment();
    var samples = metrics.snapshot().samples();
    return samples.get(samples.size() - 1).series();
  }
}

package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {

  private final Counter counter = new Counter();

  @Test
  void total_isWhatWasAdded() {
    counter.increment();
    counter.add(41);

    assertThat(counter.total()).isEqualTo(42);
  }

  @Test
  void severalThreads_loseNothing() throws Exception {
    Together.run(
        8,
        thread -> {
          for (int i = 0; i < 100_000; i++) {
            counter.increment();
          }
        });

    assertThat(counter.total()).isEqualTo(800_000);
  }

  @Test
  void counterThatNothingWasAddedTo_hasASampleOfZero() {
    Series series = new Series(Metric.counter("c", List.of(), ""), Tags.NONE);

    assertThat(counter.sample(series)).isEqualTo(new Sample.Count(series, 0));
  }
}

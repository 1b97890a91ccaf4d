package io.athena.apm.core.spans;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.Together;
import io.athena.apm.core.metrics.Tags;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanSamplerTest {

  private static final int CAPACITY = 1_024;

  @Test
  void rateZero_keepsNone() {
    assertThat(sampled(new SpanSampler(0), 100_000)).isZero();
  }

  @Test
  void rateOne_keepsAll() {
    assertThat(sampled(new SpanSampler(1), 100_000)).isEqualTo(100_000);
  }

  @Test
  void rateBetween_keepsItsShare() {
    // Twelve standard deviations to either side.
    assertThat(sampled(new SpanSampler(0.1), 100_000)).isBetween(8_860L, 11_140L);
  }

  @Test
  void spans_areDrainedInTheOrderInWhichTheyEnded_once() {
    SpanSampler sampler = new SpanSampler(1);
    sampler.keep(span(2));
    sampler.keep(span(1));
    sampler.keep(span(3));

    assertThat(sampler.drain()).containsExactly(span(2), span(1), span(3));
    assertThat(sampler.drain()).isEmpty();
  }

  @Test
  void fullSampler_waitsForTheNextFlush() {
    SpanSampler sampler = new SpanSampler(1);
    int kept = 0;
    while (sampler.sample()) {
      sampler.keep(span(kept++));
    }

    assertThat(kept).isEqualTo(CAPACITY);
    assertThat(sampler.drain()).hasSize(CAPACITY);
    assertThat(sampler.sample()).isTrue();
  }

  @Test
  void spansOfSeveralThreads_areAllDrained() throws Exception {
    SpanSampler sampler = new SpanSampler(1);

    Together.run(8, thread -> IntStream.range(0, 100).forEach(i -> sampler.keep(span(i))));

    assertThat(sampler.drain()).hasSize(800);
    assertThat(sampler.sample()).isTrue();
  }

  private static long sampled(SpanSampler sampler, int calls) {
    return IntStream.range(0, calls).filter(call -> sampler.sample()).count();
  }

  private static FinishedSpan span(long nanos) {
    return new FinishedSpan(0, "ai.call", Tags.NONE, nanos);
  }
}

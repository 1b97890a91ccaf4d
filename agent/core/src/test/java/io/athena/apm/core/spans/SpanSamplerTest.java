package io.athena.apm.core.spans;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Tags;
import org.junit.jupiter.api.Test;

class SpanSamplerTest {

  private static FinishedSpan span(long nanos) {
    return new FinishedSpan(0, "ai.call", Tags.NONE, nanos);
  }

  @Test
  void rateZero_keepsNone() {
    assertThat(new SpanSampler(0).sample()).isFalse();
  }

  @Test
  void rateOne_keepsAllInTheirOrder() {
    SpanSampler sampler = new SpanSampler(1);
    assertThat(sampler.sample()).isTrue();
    sampler.keep(span(1));
    sampler.keep(span(2));
    assertThat(sampler.drain()).containsExactly(span(1), span(2));
    assertThat(sampler.drain()).isEmpty();
  }

  @Test
  void fullSampler_waitsForTheNextFlush() {
    SpanSampler sampler = new SpanSampler(1);
    int kept = 0;
    while (sampler.sample()) {
      sampler.keep(span(kept++));
    }
    assertThat(kept).isEqualTo(1_024);
    assertThat(sampler.drain()).hasSize(kept);
    assertThat(sampler.sample()).isTrue();
  }
}

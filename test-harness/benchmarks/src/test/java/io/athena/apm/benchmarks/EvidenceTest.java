package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final String HITS = "cache.hit:7|c|#cache:a";
  private static final String WOVEN = "athena.agent.type.woven:1|c|#instrumentation:caffeine";

  @Test
  void whatArrived_isNamedWithItsCounts() {
    assertThat(Evidence.of(List.of(HITS, "cache.hit:3|c|#cache:b", WOVEN), List.of("cache.hit")))
        .isEqualTo("1 classes woven; cache.hit 10");
  }

  @Test
  void missingCounter_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Evidence.of(List.of(HITS, WOVEN), List.of("cache.hit", "ai.call.total")))
        .withMessageContaining("[ai.call.total]");
  }

  @Test
  void failureOfTheAgent_isRefused() {
    var error = "athena.agent.error:2|c|#door:advice";

    assertThatIllegalStateException()
        .isThrownBy(() -> Evidence.of(List.of(HITS, WOVEN, error), List.of("cache.hit")))
        .withMessageContaining("failed 2 times");
  }
}

package com.athena.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureScriptTest {

  private final FailureScript bursts = new FailureScript(FailureMode.BURSTS, "fragile");

  @Test
  void failingModel_failsInBursts() {
    assertThat(IntStream.rangeClosed(1, 48).map(n -> bursts.modelStatus("fragile", n)).toArray())
        .containsExactly(
            200, 200, 200, 200, 200, 200, 500, 500, 429, 500, 200, 200, //
            200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, //
            200, 200, 200, 200, 200, 200, 500, 500, 429, 500, 200, 200, //
            200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200);
  }

  @Test
  void otherModels_neverFail() {
    assertThat(IntStream.rangeClosed(1, 48).map(n -> bursts.modelStatus("solid", n)))
        .containsOnly(200);
  }

  @Test
  void reputations_failInBursts() {
    assertThat(IntStream.rangeClosed(1, 80).filter(n -> bursts.reputationStatus(n) != 200))
        .containsExactly(11, 12, 13, 14, 51, 52, 53, 54);
  }

  @Test
  void usage_isMissingInEveryNinthAnswer() {
    assertThat(IntStream.rangeClosed(1, 27).filter(n -> !bursts.hasUsage(n)))
        .containsExactly(5, 14, 23);
  }

  @Test
  void modeNone_neverFails() {
    var none = new FailureScript(FailureMode.NONE, "fragile");

    assertThat(IntStream.rangeClosed(1, 48).map(n -> none.modelStatus("fragile", n)))
        .containsOnly(200);
    assertThat(IntStream.rangeClosed(1, 48).map(none::reputationStatus)).containsOnly(200);
  }

  @Test
  void modeAll_alwaysFails() {
    var all = new FailureScript(FailureMode.ALL, "fragile");

    assertThat(IntStream.rangeClosed(1, 48).map(n -> all.modelStatus("solid", n)))
        .containsOnly(500);
    assertThat(IntStream.rangeClosed(1, 48).map(all::reputationStatus)).containsOnly(503);
  }
}

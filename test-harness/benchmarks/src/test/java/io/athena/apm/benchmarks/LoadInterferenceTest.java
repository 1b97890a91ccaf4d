package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.athena.apm.benchmarks.program.LoadWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadInterferenceTest {

  private static final LoadWindow QUIET = new LoadWindow(1_000, 200_000_000, 0);
  private static final LoadWindow FLUSH = new LoadWindow(760, 190_000_000, 10_000_000);

  /** A fifth slower per processor second in a tenth of the windows, and 1 % of a processor. */
  @Test
  void loss_isWhatFlushesSlowDown_andWhatTheAgentTook() {
    var windows = new ArrayList<LoadWindow>(List.of(FLUSH));
    for (int i = 0; i < 9; i++) {
      windows.add(QUIET);
    }
    var interference = new LoadInterference(windows);

    assertThat(interference.flushing()).isEqualTo(0.1);
    assertThat(interference.speedWhileFlushing()).isCloseTo(0.8, within(1e-9));
    assertThat(interference.agentShare()).isCloseTo(0.01, within(1e-9));
    assertThat(interference.lost()).isCloseTo(0.1 * 0.2 + 0.005, within(1e-9));
  }

  @Test
  void firstThird_isWarmUp() {
    assertThat(LoadInterference.of(List.of(FLUSH, QUIET, QUIET)).windows())
        .containsExactly(QUIET, QUIET);
  }

  @Test
  void jvmWithoutAFlush_saysSo() {
    assertThat(new LoadInterference(List.of(QUIET)).text()).isEqualTo("no flush was seen");
  }
}

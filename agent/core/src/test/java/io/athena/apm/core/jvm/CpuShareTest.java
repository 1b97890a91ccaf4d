package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Four processors, and clocks that stand until they are set. */
class CpuShareTest {

  private long cpu = 1_000;
  private long wall = 50_000;
  private final CpuShare share = new CpuShare(() -> cpu, () -> wall, 4);

  @Test
  void share_isProcessorTimeOverWallTimeOfAllProcessors() {
    pass(200, 100);
    assertThat(share.getAsDouble()).isEqualTo(0.5);
  }

  @Test
  void share_isThatSinceTheLastTime() {
    pass(400, 100);
    assertThat(share.getAsDouble()).isEqualTo(1);
    pass(0, 100);
    assertThat(share.getAsDouble()).isZero();
    pass(10, 100);
    assertThat(share.getAsDouble()).isEqualTo(0.025);
  }

  @Test
  void shareAboveAllProcessors_isOne() {
    pass(500, 100);
    assertThat(share.getAsDouble()).isEqualTo(1);
  }

  @Test
  void noTimePassed_isUnknown() {
    assertThat(share.getAsDouble()).isNaN();
    pass(5, 0);
    assertThat(share.getAsDouble()).isNaN();
  }

  @Test
  void systemThatDoesNotTell_isUnknown() {
    CpuShare untold = new CpuShare(() -> -1, () -> wall, 4);
    pass(0, 100);

    assertThat(untold.getAsDouble()).isNaN();
  }

  @Test
  void processorTimeThatWentBackwards_isUnknownOnce() {
    pass(-10, 100);
    assertThat(share.getAsDouble()).isNaN();
    pass(40, 100);
    assertThat(share.getAsDouble()).isEqualTo(0.1);
  }

  private void pass(long cpuNanos, long wallNanos) {
    cpu += cpuNanos;
    wall += wallNanos;
  }
}

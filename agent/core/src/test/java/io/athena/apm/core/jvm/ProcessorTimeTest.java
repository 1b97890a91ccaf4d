package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {

  /** Linux counts each of its two parts in ticks of 10 ms, rounded down. */
  private static final long TICKS = TimeUnit.MILLISECONDS.toNanos(20);

  private final UnixOperatingSystemMXBean jdk =
      (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void timeInUserAndSystemMode_isAddedUp() {
    assertThat(ProcessorTime.parse("7 (java) S 1 7 7 0 -1 4194304 9 0 0 0 123 45 0 0 20 0 30"))
        .isEqualTo(1_680_000_000L);
  }

  @Test
  void command_mayHoldAnything() {
    assertThat(ProcessorTime.parse("7 (a) b) S 1 7 7 0 -1 4194304 9 0 0 0 100 0 0 0 20 0 30"))
        .isEqualTo(1_000_000_000L);
  }

  @Test
  void anythingElse_isUnknown() {
    assertThat(ProcessorTime.parse("")).isNegative();
    assertThat(ProcessorTime.parse("7 (java) S 1 7")).isNegative();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void time_isTheJdks() {
    long before = jdk.getProcessCpuTime();
    long time = new ProcessorTime().getAsLong();

    assertThat(time).isBetween(before - TICKS, jdk.getProcessCpuTime() + TICKS);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void openFiles_areTheJdks() {
    double open = ProcessGauge.OPEN_FILES.getAsDouble();

    assertThat(open).isEqualTo((double) jdk.getOpenFileDescriptorCount());
  }
}

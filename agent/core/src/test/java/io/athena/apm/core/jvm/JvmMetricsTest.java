package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMetricsTest {

  private final List<Throwable> failures = new ArrayList<>();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failures::add);

  private List<String> names() {
    return registry.snapshot().samples().stream()
        .map(sample -> sample.series().metric().name())
        .distinct()
        .toList();
  }

  @Test
  void afterMain_everythingIsMeasured() {
    new JvmPoller(registry, new AgentLog(), null).run();
    assertThat(names())
        .contains(
            "memory.heap.used",
            "memory.heap.total",
            "memory.non_heap.used",
            "memory.direct.used",
            "thread.count",
            "class.loaded",
            "gc.count");
    assertThat(registry.snapshot().samples())
        .filteredOn(sample -> sample instanceof Sample.Value)
        .allSatisfy(sample -> assertThat(((Sample.Value) sample).value()).isNotNegative());
    assertThat(failures).isEmpty();
  }

  @Test
  void beforeMain_onlyWhatNeedsNoManagementIsMeasured() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Thread starting = new Thread(() -> await(release), "starting");
    starting.start();
    // The bottom of this thread's stack is java.lang.Thread.run, as the launcher's is sun.launcher.
    while (starting.getStackTrace().length == 0) {
      Thread.onSpinWait();
    }
    new JvmPoller(registry, new AgentLog(), starting).run();
    assertThat(names()).contains("memory.heap.used").doesNotContain("thread.count");
    release.countDown();
    starting.join();
    assertThat(failures).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation, true",
    "G1 Old Generation, true",
    "G1 Concurrent GC, false",
    "ZGC Cycles, false",
    "ZGC Minor Pauses, true",
    "ZGC Major Cycles, false",
    "Shenandoah Pauses, true",
    "Shenandoah Cycles, false",
    "PS MarkSweep, true"
  })
  void concurrentPhases_areNoPauses(String collector, boolean pauses) {
    assertThat(GcPauses.pauses(collector)).isEqualTo(pauses);
  }

  @Test
  void residentMemory_isReadFromTheStatus() {
    assertThat(ResidentMemory.parse("VmPeak:\t  20 kB\nVmRSS:\t  1234 kB\nx"))
        .isEqualTo(1234 * 1024.0);
    assertThat(ResidentMemory.parse("nothing of the kind")).isNaN();
  }

  @Test
  void cpuShare_isThatOfTheTimeSinceTheLast() {
    long[] now = {0, 0};
    OperatingSystemGauges.CpuShare share =
        new OperatingSystemGauges.CpuShare(() -> now[0], () -> now[1], 2);
    now[0] = 50;
    now[1] = 100;
    assertThat(share.sinceLast()).isEqualTo(0.25);
    now[0] = 500;
    now[1] = 200;
    assertThat(share.sinceLast()).as("never more than all").isEqualTo(1);
    assertThat(share.sinceLast()).as("no time has passed").isNaN();
  }
}

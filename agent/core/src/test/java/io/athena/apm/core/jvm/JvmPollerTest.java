package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.metrics.Sample;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
class JvmPollerTest {

  private final AgentParts parts = new AgentParts();

  @Test
  void onceMainRuns_everythingIsMeasured() {
    ByteBuffer direct = ByteBuffer.allocateDirect(100_000);
    new JvmPoller(parts.registry(), parts.log(), new MainStarted(null)).run();

    Map<String, Double> gauges = gauges();
    assertThat(gauges.get("memory.heap.used")).isPositive();
    assertThat(gauges.get("memory.heap.total"))
        .isGreaterThanOrEqualTo(gauges.get("memory.heap.used"));
    assertThat(gauges.get("memory.non_heap.used")).isGreaterThan(1e6);
    assertThat(gauges.get("memory.direct.used")).isGreaterThanOrEqualTo(direct.capacity());
    assertThat(gauges.get("thread.count")).isGreaterThan(1);
    assertThat(gauges.get("class.loaded")).isGreaterThan(1_000);
    assertThat(gauges.get("cpu.process")).isBetween(0.0, 1.0);
    parts.assertNoErrors();
    assertThat(parts.logged()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onLinux_residentMemoryAndOpenFilesAreMeasured() {
    new JvmPoller(parts.registry(), parts.log(), new MainStarted(null)).run();

    assertThat(gauges().get("memory.rss")).isGreaterThan(10e6);
    assertThat(gauges().get("file_descriptor.open")).isGreaterThan(2);
  }

  @Test
  void beforeMain_onlyWhatNeedsNoManagementIsMeasured() {
    try (ParkedThread launcher = ParkedThread.inTheJdk()) {
      JvmPoller poller =
          new JvmPoller(parts.registry(), parts.log(), new MainStarted(launcher.thread()));
      poller.run();

      assertThat(gauges()).containsKey("memory.heap.used");
      assertThat(gauges().keySet())
          .isSubsetOf(
              "memory.heap.used",
              "memory.heap.total",
              "memory.rss",
              "cpu.process",
              "file_descriptor.open");
      launcher.end();
      poller.run();
      assertThat(gauges()).containsKey("thread.count");
    }
    parts.assertNoErrors();
  }

  @Test
  void laterRuns_doNotCountTheSameCollectionsAgain() {
    System.gc();
    JvmPoller poller = new JvmPoller(parts.registry(), parts.log(), new MainStarted(null));
    poller.run();
    poller.run();

    long counted = 0;
    for (Sample sample : parts.registry().snapshot().samples()) {
      counted += sample instanceof Sample.Count count ? count.total() : 0;
    }

    assertThat(counted).isPositive().isLessThanOrEqualTo(collections());
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(bean -> bean.getCollectionCount())
        .sum();
  }

  private Map<String, Double> gauges() {
    Map<String, Double> gauges = new HashMap<>();
    for (Sample sample : parts.registry().snapshot().samples()) {
      if (sample instanceof Sample.Value gauge) {
        gauges.put(gauge.series().metric().name(), gauge.value());
      }
    }
    return gauges;
  }
}

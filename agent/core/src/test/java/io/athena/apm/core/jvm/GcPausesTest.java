package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcPausesTest {

  @ParameterizedTest
  @CsvSource({
    "Copy, true",
    "MarkSweepCompact, true",
    "PS Scavenge, true",
    "PS MarkSweep, true",
    "G1 Young Generation, true",
    "G1 Old Generation, true",
    "G1 Concurrent GC, false",
    "ZGC Cycles, false",
    "ZGC Pauses, true",
    "ZGC Minor Cycles, false",
    "ZGC Minor Pauses, true",
    "ZGC Major Cycles, false",
    "ZGC Major Pauses, true",
    "Shenandoah Cycles, false",
    "Shenandoah Pauses, true"
  })
  void collectorThatRunsBesideTheApplication_doesNotPauseIt(String collector, boolean pauses) {
    assertThat(GcPauses.pauses(collector)).isEqualTo(pauses);
  }

  @Test
  @Timeout(60)
  void collection_isRecorded() {
    Family<Histogram> pauses = new AgentParts().registry().histograms(JvmMetrics.GC_PAUSE);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      GcPauses.listen(bean, pauses);
    }

    while (recorded(pauses) == 0) {
      System.gc();
    }

    assertThat(recorded(pauses)).isPositive();
  }

  private static long recorded(Family<Histogram> pauses) {
    long count = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += pauses.get(bean.getName()).distribution().count();
    }
    return count;
  }
}

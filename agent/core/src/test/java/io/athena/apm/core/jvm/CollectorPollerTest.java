package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Registry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorPollerTest {

  private static final long MILLIS = 1_000_000;

  private final Registry registry = new AgentParts().registry();
  private long collections;
  private long millis;
  private final CollectorPoller poller = new CollectorPoller(bean(), registry);

  @Test
  void collectorsOwnCount_isCarriedOver() {
    poll(3);
    assertThat(counted()).isEqualTo(3);
    poll(3);
    assertThat(counted()).isEqualTo(3);
    poll(10);
    assertThat(counted()).isEqualTo(10);
  }

  @Test
  void countThatIsUndefined_isZero() {
    poll(-1);
    assertThat(counted()).isZero();
    assertThat(pauses().count()).isZero();
  }

  @Test
  void countThatWentBackwards_addsNothingUntilItHasCaughtUp() {
    poll(5);
    poll(2);
    assertThat(counted()).isEqualTo(5);
    poll(6);
    assertThat(counted()).isEqualTo(6);
    assertThat(pauses().count()).isEqualTo(6);
  }

  @Test
  void pausesThatWereNotTold_areRecordedByTheirMean() {
    millis = 30;
    poll(3);
    assertThat(pauses().count()).isEqualTo(3);
    assertThat(pauses().sum()).isEqualTo(30 * MILLIS);
  }

  @Test
  void pauseThatWasTold_isRecordedOnce() throws Exception {
    millis = 30;
    poll(3);
    tell(4, 7);
    millis = 37;
    poll(4);
    assertThat(pauses().count()).isEqualTo(4);
    assertThat(pauses().sum()).isEqualTo(37 * MILLIS);
  }

  @Test
  void pauseThatIsToldAfterTheFlush_isRecordedOnce() throws Exception {
    millis = 5;
    poll(1);
    tell(1, 5);
    millis = 12;
    tell(2, 7);
    poll(2);
    assertThat(pauses().count()).isEqualTo(2);
    assertThat(pauses().sum()).isEqualTo(12 * MILLIS);
  }

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
    assertThat(CollectorPoller.pauses(collector)).isEqualTo(pauses);
  }

  @Test
  @Timeout(60)
  void realCollections_areTold() {
    System.gc();
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      new CollectorPoller(bean, registry).start();
    }
    long before = recorded();
    assertThat(before).isPositive();

    while (recorded() == before) {
      System.gc();
    }
  }

  private long recorded() {
    long count = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += registry.histograms(JvmMetrics.GC_PAUSE).get(bean.getName()).distribution().count();
    }
    return count;
  }

  private void poll(long count) {
    collections = count;
    poller.run();
  }

  private void tell(long number, long duration) throws OpenDataException {
    CompositeData info = composite(Map.of("id", number, "duration", duration), SimpleType.LONG);
    Notification told = new Notification("com.sun.management.gc.notification", this, number);
    told.setUserData(composite(Map.of("gcInfo", info), info.getCompositeType()));
    poller.handleNotification(told, null);
  }

  private static CompositeData composite(Map<String, ?> values, OpenType<?> type)
      throws OpenDataException {
    String[] names = values.keySet().toArray(String[]::new);
    OpenType<?>[] types = new OpenType<?>[names.length];
    Arrays.fill(types, type);
    return new CompositeDataSupport(new CompositeType("data", "data", names, names, types), values);
  }

  private long counted() {
    return registry.counters(JvmMetrics.GC_COUNT).get("Copy").total();
  }

  private Distribution pauses() {
    return registry.histograms(JvmMetrics.GC_PAUSE).get("Copy").distribution();
  }

  private GarbageCollectorMXBean bean() {
    return (GarbageCollectorMXBean)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GarbageCollectorMXBean.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getName" -> "Copy";
                  case "getCollectionCount" -> collections;
                  default -> millis;
                });
  }
}

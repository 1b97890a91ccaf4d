package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.metrics.Registry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class CollectorPollerTest {

  private final Registry registry = new AgentParts().registry();
  private long collections;
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
  }

  @Test
  void countThatWentBackwards_addsNothingUntilItHasCaughtUp() {
    poll(5);
    poll(2);
    assertThat(counted()).isEqualTo(5);
    poll(6);
    assertThat(counted()).isEqualTo(6);
  }

  private void poll(long count) {
    collections = count;
    poller.run();
  }

  private long counted() {
    return registry.counters(JvmMetrics.GC_COUNT).get("Copy").total();
  }

  private GarbageCollectorMXBean bean() {
    return (GarbageCollectorMXBean)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GarbageCollectorMXBean.class},
            (proxy, method, arguments) ->
                method.getName().equals("getName") ? "Copy" : collections);
  }
}

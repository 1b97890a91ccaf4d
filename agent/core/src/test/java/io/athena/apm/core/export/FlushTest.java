package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.SpanSampler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushTest {

  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});
  private final AgentErrors errors = new AgentErrors(registry, new AgentLog());
  private final List<Snapshot> exported = new ArrayList<>();

  private Exporter exporter(Runnable action) {
    return new Exporter() {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public void export(Snapshot snapshot, List<FinishedSpan> spans) {
        exported.add(snapshot);
        action.run();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void everyExporter_getsTheSameSnapshot() {
    new Flush(registry, new SpanSampler(0), List.of(exporter(() -> {}), exporter(() -> {})), errors)
        .run();
    assertThat(exported).hasSize(2);
    assertThat(exported.get(0)).isSameAs(exported.get(1));
    assertThat(errors.count(Door.FLUSH)).isZero();
  }

  @Test
  void exporterThatThrows_isCountedAndDelaysNoOther() {
    Exporter broken =
        exporter(
            () -> {
              throw new IllegalStateException("broken");
            });
    new Flush(registry, new SpanSampler(0), List.of(broken, exporter(() -> {})), errors).run();
    assertThat(exported).hasSize(2);
    assertThat(errors.count(Door.FLUSH)).isEqualTo(1);
  }
}

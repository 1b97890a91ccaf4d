package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushTest {

  private final AgentParts parts = new AgentParts();
  private final Spans spans = new Spans(1);
  private final Kept first = new Kept();
  private final Kept second = new Kept();

  /** Keeps what it gets. */
  private static final class Kept implements Exporter {

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<FinishedSpan> spans = new ArrayList<>();

    @Override
    public String name() {
      return "kept";
    }

    @Override
    public void export(Snapshot snapshot, List<FinishedSpan> finished) {
      snapshots.add(snapshot);
      spans.addAll(finished);
    }

    @Override
    public void close() {}
  }

  /** Throws what nobody expects. */
  private static final class Broken implements Exporter {

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void export(Snapshot snapshot, List<FinishedSpan> finished) {
      throw new NoClassDefFoundError("half a jar");
    }

    @Override
    public void close() {}
  }

  @Test
  void everyExporter_getsTheSameSnapshotAndSpans() {
    spans.keep(spans.begin(this, 1), "ai.call", Tags.NONE, 5);

    flush(first, second).run();

    assertThat(first.snapshots).hasSize(1).isEqualTo(second.snapshots);
    assertThat(first.snapshots.get(0)).isSameAs(second.snapshots.get(0));
    assertThat(first.spans).extracting(FinishedSpan::name).containsExactly("ai.call");
    assertThat(second.spans).isEqualTo(first.spans);
    parts.assertNoErrors();
  }

  @Test
  void span_isHandedOverOnce() {
    Flush flush = flush(first);
    spans.keep(spans.begin(this, 1), "ai.call", Tags.NONE, 5);

    flush.run();
    flush.run();

    assertThat(first.snapshots).hasSize(2);
    assertThat(first.spans).hasSize(1);
    parts.assertNoErrors();
  }

  @Test
  void exporterThatThrows_isCountedAndNamedOnce_andDelaysNoOther() {
    Flush flush = flush(first, new Broken(), second);

    flush.run();
    flush.run();

    assertThat(first.snapshots).hasSize(2);
    assertThat(second.snapshots).hasSize(2);
    assertThat(parts.errors().count(Door.FLUSH)).isEqualTo(2);
    assertThat(parts.logged())
        .singleElement()
        .asString()
        .startsWith("broken: a flush failed, the next goes on")
        .contains("half a jar");
  }

  @Test
  void duration_isRecorded_andLeavesWithTheNextFlush() {
    Flush flush = flush(first);
    flush.run();
    flush.run();

    assertThat(durations(first.snapshots.get(0))).isZero();
    assertThat(durations(first.snapshots.get(1))).isEqualTo(1);
    parts.assertNoErrors();
  }

  @Test
  void numberOfSeries_isAmongThem() {
    Flush flush = flush(first);
    parts.registry().counters(AgentMetrics.BYTES).get("statsd");
    int series = parts.registry().size();

    flush.run();

    assertThat(first.snapshots.get(0).samples())
        .filteredOn(sample -> sample.series().metric() == AgentMetrics.SERIES)
        .extracting(sample -> ((Sample.Value) sample).value())
        .containsExactly((double) series);
    parts.assertNoErrors();
  }

  private Flush flush(Exporter... exporters) {
    return new Flush(parts.registry(), spans, List.of(exporters), parts.errors());
  }

  private static long durations(Snapshot snapshot) {
    return snapshot.samples().stream()
        .filter(sample -> sample.series().metric() == AgentMetrics.FLUSH_DURATION)
        .mapToLong(sample -> ((Sample.Recorded) sample).distribution().count())
        .sum();
  }
}

package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.metrics.Unit;
import io.athena.apm.exporters.TestMetrics;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationTest {

  private static final int FLUSHES = 20;

  private final TestMetrics metrics = new TestMetrics();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void encoding_allocatesNothing_onceTheSeriesAreKnown(Dialect dialect) {
    Encoders encoders = new Encoders(dialect, DogStatsdProtocol.DEFAULT, Tags.of("env", "prod"));
    Discarded sink = new Discarded();
    Snapshot[] snapshots = new Snapshot[FLUSHES];
    for (int i = 0; i < FLUSHES; i++) {
      measure();
      snapshots[i] = metrics.snapshot();
    }
    encode(snapshots, 0, FLUSHES - 5, encoders, sink);

    long before = threads.getCurrentThreadAllocatedBytes();
    encode(snapshots, FLUSHES - 5, FLUSHES, encoders, sink);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(sink.lines).isGreaterThan(100 * FLUSHES);
    assertThat(allocated).as("bytes for five flushes of 120 series").isLessThan(2_000);
  }

  private void measure() {
    for (int i = 0; i < 100; i++) {
      metrics.counter("c", "k", "v" + i).add(i + 1);
    }
    for (int i = 0; i < 10; i++) {
      metrics.gauge("g", Unit.RATIO, -0.123 * i, "k", "v" + i);
      for (int v = 0; v < 300; v++) {
        metrics.duration("h", "k", "v" + i).record(1_000L * v * v * i);
      }
    }
  }

  private static void encode(
      Snapshot[] snapshots, int from, int to, Encoders encoders, LineSink sink) {
    for (int i = from; i < to; i++) {
      for (Sample sample : snapshots[i].samples()) {
        encoders.of(sample.series()).encode(sample, sink);
      }
    }
  }

  private static final class Discarded implements LineSink {

    private final LineBuffer line = new LineBuffer(StatsdSettings.DEFAULT_PACKET_SIZE);
    private int lines;

    @Override
    public LineBuffer begin() {
      return line.clear();
    }

    @Override
    public boolean end() {
      line.carried().deliver();
      lines++;
      return true;
    }
  }
}

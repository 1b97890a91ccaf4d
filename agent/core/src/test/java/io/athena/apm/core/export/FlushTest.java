package io.athena.apm.core.export;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlushTest {

  private static final Metric BREAKERS =
      Metric.counter("circuit_breaker.event", List.of("name"), "");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AgentParts parts = new AgentParts();
  private final Spans spans = new Spans(1);
  private final Kept first = new Kept();
  private final Kept second = new Kept();

  /** Keeps what it gets. */
  private static class Kept implements Exporter {

    private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();
    private final List<FinishedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<Snapshot> early = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @Override
    public String name() {
      return "kept";
    }

    @Override
    public void exportEarly(Snapshot breakers) {
      early.add(breakers);
    }

    @Override
    public void export(Snapshot snapshot, List<FinishedSpan> finished) {
      snapshots.add(snapshot);
      spans.addAll(finished);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Does not return until it is released. */
  private static final class Hanging implements Exporter {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public void export(Snapshot snapshot, List<FinishedSpan> finished) {
      snapshots.add(snapshot);
      entered.countDown();
      await(released);
    }

    @Override
    public void close() {}
  }

  /** Throws what nobody expects. */
  private static final class Broken implements Exporter {

    private final CountDownLatch called = new CountDownLatch(1);
    private volatile boolean closed;

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void export(Snapshot snapshot, List<FinishedSpan> finished) {
      called.countDown();
      throw new NoClassDefFoundError("half a jar");
    }

    @Override
    public void exportEarly(Snapshot breakers) {
      throw new NoClassDefFoundError("half a jar");
    }

    void awaitCall() {
      await(called);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void everyExporter_getsTheSameSnapshotAndSpans() {
    spans.keep(spans.begin(this, 1), "ai.call", Tags.NONE, 5);

    Flush flush = flush(first, second);
    flush.run();
    flush.end(LONG);

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
  void exporterThatThrows_isCountedAndNamedOnce() {
    Flush flush = flush(new Broken());

    flush.run();
    flush.run();

    assertThat(parts.errors().count(Door.FLUSH)).isEqualTo(2);
    assertThat(parts.logged())
        .singleElement()
        .asString()
        .startsWith("broken: a flush failed, the next goes on")
        .contains("NoClassDefFoundError");
  }

  @Test
  void exporterWhoseFailureCannotEvenBeCounted_goesOnWithTheNext() {
    parts
        .log()
        .onLine(
            () -> {
              throw new OutOfMemoryError("for a line");
            });
    Broken broken = new Broken();
    Flush flush = flush(broken, first);

    flush.run();
    broken.awaitCall();
    flush.run();
    flush.end(LONG);

    assertThat(broken.closed).isTrue();
    assertThat(first.snapshots).isNotEmpty();
  }

  @Test
  void exporterThatThrows_delaysNoOther() {
    Flush flush = flush(first, new Broken(), second);

    flush.run();
    flush.end(LONG);

    assertThat(first.snapshots).hasSize(1);
    assertThat(second.snapshots).hasSize(1);
    assertThat(first.closed).isTrue();
    assertThat(parts.errors().count(Door.FLUSH)).isEqualTo(1);
  }

  @Test
  void earlyFlush_hasTheSelectedSeriesOnly_andRunsNoPoller() {
    parts.registry().counters(BREAKERS).get("payments").increment();
    parts.registry().counters(BREAKERS).get("search").increment();
    parts.registry().poll(() -> parts.registry().counters(BREAKERS).get("payments").increment());

    early(flush(first), "payments");

    assertThat(first.snapshots).isEmpty();
    assertThat(first.early).singleElement().satisfies(FlushTest::hasPaymentsOnce);
    parts.assertNoErrors();
  }

  private static void hasPaymentsOnce(Snapshot early) {
    assertThat(early.samples())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.series().tags().get("name")).isEqualTo("payments");
              assertThat(((Sample.Count) sample).total()).isEqualTo(1);
            });
  }

  @Test
  void earlyFlush_reachesExportersWithThreadsOfTheirOwn() {
    parts.registry().counters(BREAKERS).get("payments").increment();
    Flush flush = flush(first, second);

    early(flush, "payments");
    awaitSize(first.early, 1);
    awaitSize(second.early, 1);
    flush.run();
    flush.end(LONG);

    assertThat(first.snapshots).hasSize(1);
    assertThat(second.snapshots).hasSize(1);
    parts.assertNoErrors();
  }

  @Test
  void earlyFlushThatFails_isCounted() {
    early(flush(new Broken()), "payments");

    assertThat(parts.errors().count(Door.FLUSH)).isEqualTo(1);
    assertThat(parts.logged()).singleElement().asString().startsWith("broken: a circuit breaker");
  }

  @Test
  void earlyFlush_ofNothing_isNone() {
    new EarlyFlush(flush(first), () -> null).run();

    assertThat(first.early).isEmpty();
  }

  private static void early(Flush flush, String breaker) {
    new EarlyFlush(flush, () -> series -> breaker.equals(series.tags().get("name"))).run();
  }

  @Test
  void exporterThatHangs_delaysNoOther_andGetsTheLatestWhenItIsBack() {
    Hanging hanging = new Hanging();
    Flush flush = flush(hanging, first);
    flush.run();
    await(hanging.entered);
    awaitSize(first.snapshots, 1);

    flush.run();
    awaitSize(first.snapshots, 2);
    flush.run();
    awaitSize(first.snapshots, 3);

    assertThat(hanging.snapshots).hasSize(1);
    hanging.released.countDown();
    flush.end(LONG);
    assertThat(hanging.snapshots).containsExactly(first.snapshots.get(0), first.snapshots.get(2));
    parts.assertNoErrors();
  }

  @Test
  void end_doesNotWaitForAnExporterThatHangs() {
    Hanging hanging = new Hanging();
    Flush flush = flush(hanging, first);
    flush.run();
    await(hanging.entered);

    flush.end(Duration.ofNanos(1));

    assertThat(hanging.released.getCount()).as("it hangs still").isEqualTo(1);
    hanging.released.countDown();
    flush.end(LONG);
    assertThat(first.closed).isTrue();
  }

  @Test
  void onlyExporter_runsOnTheThreadOfTheFlush() {
    List<Thread> threads = new ArrayList<>();
    Flush flush =
        flush(
            new Exporter() {
              @Override
              public String name() {
                return "only";
              }

              @Override
              public void export(Snapshot snapshot, List<FinishedSpan> finished) {
                threads.add(Thread.currentThread());
              }

              @Override
              public void close() {
                threads.add(Thread.currentThread());
              }
            });
    flush.run();
    flush.end(LONG);

    assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
  }

  @Test
  void exporterThreadThatIsInterrupted_waitsAsBefore() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Kept onItsThread =
        new Kept() {
          @Override
          public void export(Snapshot snapshot, List<FinishedSpan> finished) {
            threads.add(Thread.currentThread());
            Thread.currentThread().interrupt();
          }
        };
    Flush flush = flush(first, onItsThread);
    flush.run();
    awaitSize(threads, 1);

    long started = System.nanoTime();
    while (threads.get(0).getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime() - started).as("it waits").isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }
    flush.run();
    awaitSize(threads, 2);
    flush.end(LONG);
    parts.assertNoErrors();
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

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), SECONDS)).isTrue();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static void awaitSize(List<?> list, int size) {
    while (list.size() < size) {
      Thread.onSpinWait();
    }
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

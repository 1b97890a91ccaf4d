package io.athena.apm.exporters.console;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Unit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The changes between two snapshots, as rows. */
final class Changes {

  private static final long SINCE_START = -1;

  private final long epochMillis;
  private final long nanoTime;
  private final long millis;
  private final IdentityHashMap<Series, Sample> samples = new IdentityHashMap<>();
  private final PendingValues recorded = new PendingValues();
  private final List<Row> rows = new ArrayList<>();
  private int changed;
  private int quiet;

  private Changes(Snapshot snapshot, long millis) {
    this.epochMillis = snapshot.epochMillis();
    this.nanoTime = snapshot.nanoTime();
    this.millis = millis;
  }

  /** The changes since the start of the JVM; gauges count as changes. */
  static Changes first(Snapshot snapshot) {
    Changes changes = new Changes(snapshot, SINCE_START);
    changes.addAll(snapshot, new IdentityHashMap<>());
    changes.changed = changes.rows.size();
    return changes;
  }

  /** The changes of the interval that begins where this one ended. */
  Changes next(Snapshot snapshot) {
    // By the monotonic clock: the wall clock may have been set meanwhile.
    long elapsed = TimeUnit.NANOSECONDS.toMillis(snapshot.nanoTime() - nanoTime);
    Changes changes = new Changes(snapshot, elapsed);
    changes.addAll(snapshot, samples);
    return changes;
  }

  private void addAll(Snapshot snapshot, IdentityHashMap<Series, Sample> before) {
    for (Sample sample : snapshot.samples()) {
      samples.put(sample.series(), sample);
      if (!AgentRows.isHidden(sample.series())) {
        add(sample, before.get(sample.series()));
      }
    }
  }

  private void add(Sample sample, Sample before) {
    if (sample instanceof Sample.Count count) {
      addCount(count, before == null ? 0 : ((Sample.Count) before).total());
    } else if (sample instanceof Sample.Recorded all) {
      Distribution earlier =
          before == null ? Distribution.EMPTY : ((Sample.Recorded) before).distribution();
      addRecorded(all.series(), recorded.load(all.distribution(), earlier));
    } else if (sample instanceof Sample.Value value) {
      rows.add(Row.ofGauge(value));
    }
  }

  private void addCount(Sample.Count count, long before) {
    long gained = count.total() - before;
    if (hasGained(count.series(), gained)) {
      rows.add(Row.ofCounter(count, gained, millis));
    }
  }

  private void addRecorded(Series series, PendingValues gained) {
    if (hasGained(series, gained.count())) {
      rows.add(Row.ofHistogram(series, gained));
    }
  }

  private boolean hasGained(Series series, long amount) {
    if (amount > 0) {
      changed++;
    } else if (!AgentRows.isOfAgent(series)) {
      quiet++;
    }
    return amount > 0;
  }

  /** Whether a counter or a histogram has changed. */
  boolean isWorthShowing() {
    return changed > 0;
  }

  /** One row for each counter and histogram that changed, and one for each gauge. */
  List<Row> rows() {
    return rows;
  }

  /** The number of counters and histograms that did not change. */
  int quiet() {
    return quiet;
  }

  /** When the interval ended. */
  long epochMillis() {
    return epochMillis;
  }

  /** How long it was, in words. */
  String interval() {
    if (millis > 0) {
      return "last " + Quantity.text(Unit.MILLISECONDS, (double) millis);
    }
    return millis == SINCE_START ? "since start" : "since the last";
  }
}

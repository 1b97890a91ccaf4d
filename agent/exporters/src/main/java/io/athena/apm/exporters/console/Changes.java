package io.athena.apm.exporters.console;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Unit;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The changes between two snapshots: a row for each counter and histogram that changed, and for
 * each gauge. Of the agent's own metrics only those that show a problem.
 */
final class Changes {

  private static final long SINCE_START = -1;
  private static final String AGENT_PREFIX = "athena.agent.";

  private final Snapshot snapshot;
  private final long millis;
  private final IdentityHashMap<Series, Sample> samples = new IdentityHashMap<>();
  private final PendingValues recorded = new PendingValues();
  private final Table table = new Table();
  private int changed;
  private int quiet;

  private Changes(Snapshot snapshot, long millis) {
    this.snapshot = snapshot;
    this.millis = millis;
  }

  /** The changes since the start of the JVM; here gauges count as changes. */
  static Changes first(Snapshot snapshot) {
    Changes changes = new Changes(snapshot, SINCE_START);
    changes.addAll(new IdentityHashMap<>());
    changes.changed = changes.table.size();
    return changes;
  }

  Changes next(Snapshot later) {
    // By the monotonic clock: somebody may have set the wall clock.
    long elapsed = TimeUnit.NANOSECONDS.toMillis(later.nanoTime() - snapshot.nanoTime());
    Changes changes = new Changes(later, elapsed);
    changes.addAll(samples);
    return changes;
  }

  private void addAll(IdentityHashMap<Series, Sample> before) {
    for (Sample sample : snapshot.samples()) {
      samples.put(sample.series(), sample);
      if (!isHidden(sample.series())) {
        add(sample, before.get(sample.series()));
      }
    }
  }

  private void add(Sample sample, Sample before) {
    if (sample instanceof Sample.Count count) {
      addCounter(count, before == null ? 0 : ((Sample.Count) before).total());
    } else if (sample instanceof Sample.Recorded all) {
      Distribution earlier =
          before == null ? Distribution.EMPTY : ((Sample.Recorded) before).distribution();
      addHistogram(all.series(), recorded.load(all.distribution(), earlier));
    } else if (sample instanceof Sample.Value gauge) {
      table.add(gauge.series(), "", "", text(gauge.series(), gauge.value()));
    }
  }

  private void addCounter(Sample.Count counter, long before) {
    Series series = counter.series();
    long gained = counter.total() - before;
    if (hasGained(series, gained)) {
      String rate = millis <= 0 ? "" : text(series, gained * 1_000.0 / millis);
      table.add(
          series, text(series, (double) gained), rate, text(series, (double) counter.total()));
    }
  }

  private void addHistogram(Series series, PendingValues gained) {
    if (hasGained(series, gained.count())) {
      table.add(
          series,
          Quantity.text(Unit.COUNT, (double) gained.count()),
          "",
          "",
          text(series, (double) gained.sum() / gained.count()),
          text(series, gained.quantile(0.5)),
          text(series, gained.quantile(0.95)),
          text(series, gained.quantile(0.99)),
          text(series, gained.quantile(1)));
    }
  }

  private static String text(Series series, double value) {
    return Quantity.text(series.metric().unit(), value);
  }

  private boolean hasGained(Series series, long amount) {
    if (amount > 0) {
      changed++;
    } else if (!isOfAgent(series)) {
      quiet++;
    }
    return amount > 0;
  }

  private static boolean isOfAgent(Series series) {
    return series.metric().name().startsWith(AGENT_PREFIX);
  }

  /** Whether a series is the agent's own and shows no problem when it grows. */
  private static boolean isHidden(Series series) {
    Metric metric = series.metric();
    String outcome = series.tags().get("outcome");
    return isOfAgent(series)
        && metric != AgentMetrics.ERRORS
        && metric != AgentMetrics.SKIPPED
        && metric != AgentMetrics.OVERFLOW
        && metric != AgentMetrics.UNSENDABLE
        && !"dropped".equals(outcome)
        && !"failed".equals(outcome);
  }

  /** Appends the time and the table; nothing if no counter or histogram has changed. */
  void append(String constantTags, StringBuilder text) {
    if (changed > 0) {
      UtcTime.appendSeconds(snapshot.epochMillis(), text);
      text.append(constantTags.isEmpty() ? "" : "  ").append(constantTags).append("  ");
      text.append(interval()).append(", ").append(quiet).append(" series quiet\n");
      table.append(text);
    }
  }

  private String interval() {
    if (millis > 0) {
      return "last " + Quantity.text(Unit.MILLISECONDS, (double) millis);
    }
    return millis == SINCE_START ? "since start" : "since the last";
  }
}

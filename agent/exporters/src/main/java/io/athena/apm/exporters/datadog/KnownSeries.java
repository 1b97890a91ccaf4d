package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.exporters.statsd.BucketCounts;
import io.athena.apm.exporters.statsd.DeliveredDistribution;
import io.athena.apm.exporters.statsd.DogStatsdNames;
import java.util.Map;
import java.util.WeakHashMap;

/** What is known of each series since it first appeared. */
final class KnownSeries {

  private final Map<Series, SentSeries> bySeries = new WeakHashMap<>();
  private final BucketCounts counts = new BucketCounts();
  private final ExactWeights weights = new ExactWeights();
  private final Tags constant;
  private DogStatsdNames latest = DogStatsdNames.NONE;

  /**
   * None yet.
   *
   * @param constant the tags that every series carries
   */
  KnownSeries(Tags constant) {
    this.constant = constant;
  }

  /** What is known of a series, always the same object. */
  SentSeries of(Series series) {
    SentSeries known = bySeries.get(series);
    if (known == null) {
      known = create(series);
      bySeries.put(series, known);
    }
    return known;
  }

  private SentSeries create(Series series) {
    DogStatsdNames names = names(series);
    return switch (series.metric().type()) {
      case COUNTER ->
          BreakerChanges.isOne(series) ? new BreakerChanges(series, names) : new SentCounter(names);
      case GAUGE -> BreakerState.isOne(series) ? new BreakerState(names) : new SentGauge(names);
      case HISTOGRAM ->
          new SentHistogram(
              names, series.metric().unit(), new DeliveredDistribution(counts), weights);
    };
  }

  /** Samples come grouped by metric, so that most have their name from the one before. */
  private DogStatsdNames names(Series series) {
    latest = DogStatsdNames.of(series, constant, latest);
    return latest;
  }
}

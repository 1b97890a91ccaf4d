package io.athena.apm.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks values up in a registry, by metric and by some of the tags. Every look-up takes a snapshot,
 * pollers included.
 */
public final class Measured {

  private final Registry registry;
  private final List<Throwable> failedReads;

  Measured(Registry registry, List<Throwable> failedReads) {
    this.registry = registry;
    this.failedReads = failedReads;
  }

  Registry registry() {
    return registry;
  }

  List<Throwable> failedReads() {
    return failedReads;
  }

  /** The total of all series of a counter that have these tags: key, value, key, value. */
  public long counter(String metric, String... tags) {
    return samples(metric, tags).map(Sample.Count.class::cast).mapToLong(Sample.Count::total).sum();
  }

  /** The value of the one series of a gauge that has these tags. */
  public double gauge(String metric, String... tags) {
    List<Sample> found = samples(metric, tags).toList();
    assertThat(found).as(metric).hasSize(1);
    return ((Sample.Value) found.get(0)).value();
  }

  /** Whether a series has a value. */
  public boolean has(String metric, String... tags) {
    return samples(metric, tags).findAny().isPresent();
  }

  /** The merged values of the series of a histogram with these tags. */
  public PendingValues histogram(String metric, String... tags) {
    Distribution all =
        samples(metric, tags)
            .map(Sample.Recorded.class::cast)
            .map(Sample.Recorded::distribution)
            .reduce(Distribution.EMPTY, Distribution::plus);
    return new PendingValues().load(all, Distribution.EMPTY);
  }

  /** The values that one tag has in the series of a metric, sorted. */
  public List<String> values(String metric, String tag) {
    return samples(metric).map(sample -> sample.series().tags().get(tag)).sorted().toList();
  }

  /** The names of all metrics that have a series, sorted. */
  public List<String> names() {
    return registry.snapshot().samples().stream()
        .map(sample -> sample.series().metric().name())
        .distinct()
        .sorted()
        .toList();
  }

  /** All series with their tags, as text. */
  public List<String> series() {
    return registry.snapshot().samples().stream()
        .map(sample -> sample.series().toString())
        .toList();
  }

  private Stream<Sample> samples(String metric, String... tags) {
    return registry.snapshot().samples().stream()
        .filter(sample -> sample.series().metric().name().equals(metric))
        .filter(sample -> hasTags(sample.series(), tags));
  }

  private static boolean hasTags(Series series, String... tags) {
    for (int i = 0; i < tags.length; i += 2) {
      if (!tags[i + 1].equals(series.tags().get(tags[i]))) {
        return false;
      }
    }
    return true;
  }
}

package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where each sample of a snapshot stands on a page, with the labels of its series in the page's
 * format. It is kept while the snapshots have the same series: such a page allocates nothing for a
 * series. Used by one thread at a time.
 */
final class PageLayout {

  /** Left out: a query derives it from the counters, over any interval. */
  private static final String DERIVED = "cache.hit_rate";

  private final Tags constant;
  private final Function<Map<String, String>, byte[]> labels;
  private final Consumer<String> problems;
  private Series[] series = {};
  private Collection<MetricFamily> families = List.of();

  /**
   * Without series.
   *
   * @param constant the tags that every series carries
   * @param labels formats the labels of a series
   * @param problems gets a sentence for each metric whose name another type has already
   */
  PageLayout(
      Tags constant, Function<Map<String, String>, byte[]> labels, Consumer<String> problems) {
    this.constant = constant;
    this.labels = labels;
    this.problems = problems;
  }

  /** The families of a snapshot. */
  Collection<MetricFamily> families(List<Sample> samples) {
    if (!isFor(samples)) {
      arrange(samples);
    }
    return families;
  }

  private boolean isFor(List<Sample> samples) {
    if (samples.size() != series.length) {
      return false;
    }
    for (int i = 0; i < series.length; i++) {
      if (samples.get(i).series() != series[i]) {
        return false;
      }
    }
    return true;
  }

  private void arrange(List<Sample> samples) {
    Series[] arranged = new Series[samples.size()];
    Map<String, MetricFamily> byName = new LinkedHashMap<>();
    Set<Map.Entry<?, ?>> known = new HashSet<>();
    for (int i = 0; i < arranged.length; i++) {
      arranged[i] = samples.get(i).series();
      Metric metric = arranged[i].metric();
      if (!metric.name().equals(DERIVED)) {
        MetricFamily family =
            byName.computeIfAbsent(
                PrometheusNames.family(metric), name -> new MetricFamily(metric));
        Map<String, String> all = labels(arranged[i].tags());
        if (family.metric().type() != metric.type()) {
          reportTypes(metric, family.metric());
        } else if (known.add(Map.entry(family, all))) {
          family.add(i, labels.apply(all));
        }
      }
    }
    families = List.copyOf(byName.values());
    series = arranged;
  }

  private void reportTypes(Metric metric, Metric first) {
    problems.accept(
        metric.withOrigin()
            + " is not on the page for Prometheus: "
            + first.withOrigin()
            + " has the same name there and another type");
  }

  private Map<String, String> labels(Tags tags) {
    Map<String, String> all = new TreeMap<>();
    constant.toMap().forEach((key, value) -> all.put(label(key), value));
    tags.toMap().forEach((key, value) -> all.put(label(key), value));
    return all;
  }

  /** {@code le} is Prometheus' own. */
  private static String label(String key) {
    return key.equals("le") ? "le_" : PrometheusNames.valid(key);
  }
}

package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Tags;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The series with one name in Prometheus. Their samples stand together on a page, and each set of
 * labels occurs once.
 */
final class MetricFamily {

  /** Left out: a query derives it from the counters, over any interval. */
  private static final String DERIVED = "cache.hit_rate";

  private final Metric metric;
  private final Map<Map<String, String>, Sample> samples = new LinkedHashMap<>();

  private MetricFamily(Metric metric) {
    this.metric = metric;
  }

  Metric metric() {
    return metric;
  }

  Map<Map<String, String>, Sample> samples() {
    return samples;
  }

  /**
   * Groups the samples of a snapshot.
   *
   * @param constant the tags that every series carries
   * @param problems gets one sentence for each metric whose name another type has already
   */
  static Collection<MetricFamily> of(
      Iterable<Sample> snapshot, Tags constant, Consumer<String> problems) {
    Map<String, MetricFamily> families = new LinkedHashMap<>();
    for (Sample sample : snapshot) {
      Metric metric = sample.series().metric();
      if (!metric.name().equals(DERIVED)) {
        MetricFamily family =
            families.computeIfAbsent(
                PrometheusNames.family(metric), name -> new MetricFamily(metric));
        if (family.metric.type() == metric.type()) {
          family.samples.putIfAbsent(labels(sample.series().tags(), constant), sample);
        } else {
          problems.accept(
              metric.withOrigin()
                  + " is not on the page for Prometheus: "
                  + family.metric.withOrigin()
                  + " has the same name there and another type");
        }
      }
    }
    return families.values();
  }

  private static Map<String, String> labels(Tags tags, Tags constant) {
    Map<String, String> labels = new TreeMap<>();
    constant.toMap().forEach((key, value) -> labels.put(label(key), value));
    tags.toMap().forEach((key, value) -> labels.put(label(key), value));
    return labels;
  }

  /** {@code le} is Prometheus' own. */
  private static String label(String key) {
    return key.equals("le") ? "le_" : PrometheusNames.valid(key);
  }
}

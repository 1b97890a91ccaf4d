package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A page in Prometheus' text format 0.0.4 or in OpenMetrics 1.0. */
final class TextPage {

  private final boolean openMetrics;
  private final StringBuilder page = new StringBuilder(16_384);
  private final PendingValues values = new PendingValues();

  private TextPage(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  static byte[] of(Iterable<MetricFamily> families, boolean openMetrics) {
    TextPage text = new TextPage(openMetrics);
    for (MetricFamily family : families) {
      text.add(family);
    }
    if (openMetrics) {
      text.page.append("# EOF\n");
    }
    return text.page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(MetricFamily family) {
    Metric metric = family.metric();
    String name = PrometheusNames.sample(metric);
    String described = openMetrics ? PrometheusNames.family(metric) : name;
    page.append("# TYPE ").append(described).append(' ');
    page.append(metric.type().name().toLowerCase(Locale.ROOT)).append('\n');
    String unit = PrometheusNames.unit(metric.unit());
    if (openMetrics && !unit.isEmpty()) {
      page.append("# UNIT ").append(described).append(' ').append(unit).append('\n');
    }
    page.append("# HELP ").append(described).append(' ');
    escape(PrometheusNames.help(metric), openMetrics);
    page.append('\n');
    double divisor = metric.unit().baseDivisor();
    family.samples().forEach((labels, sample) -> add(name, labels, sample, divisor));
  }

  private void add(String name, Map<String, String> labels, Sample sample, double divisor) {
    if (sample instanceof Sample.Count count) {
      line(name, "", labels, null, number(count.total(), divisor));
    } else if (sample instanceof Sample.Value gauge) {
      line(name, "", labels, null, Double.toString(gauge.value() / divisor));
    } else if (sample instanceof Sample.Recorded recorded) {
      histogram(name, labels, recorded, divisor);
    }
  }

  private void histogram(
      String name, Map<String, String> labels, Sample.Recorded recorded, double divisor) {
    values.load(recorded.distribution(), Distribution.EMPTY);
    for (int exponent : ClassicBuckets.exponents(recorded.series().metric().unit())) {
      String bound = Double.toString((1L << exponent) / divisor);
      line(name, "_bucket", labels, bound, Long.toString(ClassicBuckets.atMost(exponent, values)));
    }
    String count = Long.toString(values.count());
    line(name, "_bucket", labels, "+Inf", count);
    line(name, "_sum", labels, null, number(values.sum(), divisor));
    line(name, "_count", labels, null, count);
  }

  private static String number(long value, double divisor) {
    return divisor == 1 ? Long.toString(value) : Double.toString(value / divisor);
  }

  private void line(
      String name, String suffix, Map<String, String> labels, String bound, String value) {
    page.append(name).append(suffix);
    char separator = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      page.append(separator).append(label.getKey()).append("=\"");
      escape(label.getValue(), true);
      page.append('"');
      separator = ',';
    }
    if (bound != null) {
      page.append(separator).append("le=\"").append(bound).append('"');
      separator = ',';
    }
    page.append(separator == ',' ? "} " : " ").append(value).append('\n');
  }

  private void escape(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> page.append("\\\\");
        case '\n' -> page.append("\\n");
        case '"' -> page.append(quotes ? "\\\"" : "\"");
        default -> page.append(c);
      }
    }
  }
}

package io.athena.apm.exporters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Pages in Prometheus' text format 0.0.4 or in OpenMetrics 1.0. */
/*
 * Why bytes and not a StringBuilder
 *
 * Names and labels are encoded once, not at each scrape, and a number is written digit by digit: so
 * a line allocates nothing. Only a gauge that is not a whole number becomes a String.
 */
final class TextPage implements PageWriter {

  /** As much text as is collected before it is written, and perhaps compressed. */
  private static final int CHUNK = 4 * 1024;

  private static final byte[] NOTHING = {};

  private final boolean openMetrics;
  private final PageLayout layout;
  private final TextBuffer text = new TextBuffer();
  private final PendingValues values = new PendingValues();

  /** With a layout that both text formats may share. */
  TextPage(boolean openMetrics, PageLayout layout) {
    this.openMetrics = openMetrics;
    this.layout = layout;
  }

  /** Labels as they stand in a line, without the closing brace; empty for none. */
  static byte[] labels(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(text.isEmpty() ? '{' : ',').append(label.getKey());
      text.append("=\"").append(escaped(label.getValue(), true)).append('"');
    }
    return text.toString().getBytes(UTF_8);
  }

  private static String escaped(String text, boolean quotes) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }

  @Override
  public void write(List<Sample> samples, OutputStream out) throws IOException {
    text.clear();
    for (MetricFamily family : layout.families(samples)) {
      write(family, samples, out);
    }
    if (openMetrics) {
      text.append("# EOF\n");
    }
    text.drainTo(out);
  }

  private void write(MetricFamily family, List<Sample> samples, OutputStream out)
      throws IOException {
    Metric metric = family.metric();
    describe(metric);
    Lines lines = new Lines(metric);
    for (MetricFamily.Labeled series : family.series()) {
      lines.add(series.labels(), samples.get(series.sample()));
      if (text.size() >= CHUNK) {
        text.drainTo(out);
      }
    }
  }

  private void describe(Metric metric) {
    String name = openMetrics ? PrometheusNames.family(metric) : PrometheusNames.sample(metric);
    text.append("# TYPE " + name + ' ' + metric.type().name().toLowerCase(Locale.ROOT) + '\n');
    String unit = PrometheusNames.unit(metric.unit());
    if (openMetrics && !unit.isEmpty()) {
      text.append("# UNIT " + name + ' ' + unit + '\n');
    }
    text.append("# HELP " + name + ' ' + escaped(PrometheusNames.help(metric), openMetrics) + '\n');
  }

  /** The lines of one metric. */
  private final class Lines {

    private final Unit unit;
    private final long divisor;
    private final byte[] name;
    private byte[] bucket;
    private byte[] sum;
    private byte[] count;
    private byte[][] bounds;

    Lines(Metric metric) {
      String sample = PrometheusNames.sample(metric);
      unit = metric.unit();
      divisor = (long) unit.baseDivisor();
      name = sample.getBytes(UTF_8);
      if (metric.type() == MetricType.HISTOGRAM) {
        bucket = (sample + "_bucket").getBytes(UTF_8);
        sum = (sample + "_sum").getBytes(UTF_8);
        count = (sample + "_count").getBytes(UTF_8);
        bounds = ClassicBuckets.bounds(unit);
      }
    }

    void add(byte[] labels, Sample sample) {
      if (sample instanceof Sample.Count counter) {
        begin(name, labels, NOTHING).decimal(counter.total(), divisor).append('\n');
      } else if (sample instanceof Sample.Value gauge) {
        begin(name, labels, NOTHING).real(gauge.value() / divisor).append('\n');
      } else if (sample instanceof Sample.Recorded recorded) {
        add(labels, values.load(recorded.distribution(), Distribution.EMPTY));
      }
    }

    private void add(byte[] labels, PendingValues recorded) {
      int[] exponents = ClassicBuckets.exponents(unit);
      for (int i = 0; i < exponents.length; i++) {
        long atMost = ClassicBuckets.atMost(exponents[i], recorded);
        begin(bucket, labels, bounds[i]).whole(atMost).append('\n');
      }
      begin(bucket, labels, ClassicBuckets.INFINITY).whole(recorded.count()).append('\n');
      begin(sum, labels, NOTHING).decimal(recorded.sum(), divisor).append('\n');
      begin(count, labels, NOTHING).whole(recorded.count()).append('\n');
    }

    private TextBuffer begin(byte[] sample, byte[] labels, byte[] bound) {
      text.append(sample).append(labels);
      if (bound.length > 0) {
        text.append(labels.length == 0 ? '{' : ',').append(bound);
      }
      if (labels.length > 0 || bound.length > 0) {
        text.append('}');
      }
      return text.append(' ');
    }
  }
}

package io.athena.apm.exporters.console;

import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Unit;
import java.util.Comparator;
import java.util.List;

/**
 * One series in the table.
 *
 * @param metric the metric's name
 * @param tags its tags, empty where it has none
 * @param cells one text for each of {@link #COLUMNS}, empty where it does not apply
 */
record Row(String metric, String tags, List<String> cells) {

  /** The headings of the cells. */
  static final List<String> COLUMNS =
      List.of("count", "per s", "total/value", "mean", "p50", "p95", "p99", "max");

  /** By metric, then by tags. */
  static final Comparator<Row> ORDER = new ByMetricAndTags();

  /** The row of a gauge. */
  static Row ofGauge(Sample.Value gauge) {
    String value = text(gauge.series(), gauge.value());
    return of(gauge.series(), List.of("", "", value, "", "", "", "", ""));
  }

  /**
   * The row of a counter.
   *
   * @param millis the interval; not positive where it is not known
   */
  static Row ofCounter(Sample.Count counter, long gained, long millis) {
    Series series = counter.series();
    String rate = millis <= 0 ? "" : text(series, gained * 1_000.0 / millis);
    String total = text(series, (double) counter.total());
    return of(series, List.of(text(series, (double) gained), rate, total, "", "", "", "", ""));
  }

  /** The row of a histogram with at least one new value. */
  static Row ofHistogram(Series series, PendingValues gained) {
    return of(
        series,
        List.of(
            Quantity.text(Unit.COUNT, (double) gained.count()),
            "",
            "",
            text(series, (double) gained.sum() / gained.count()),
            text(series, gained.quantile(0.5)),
            text(series, gained.quantile(0.95)),
            text(series, gained.quantile(0.99)),
            text(series, gained.quantile(1))));
  }

  private static Row of(Series series, List<String> cells) {
    String name = Printable.text(series.metric().name());
    return new Row(name, Printable.text(series.tags().toString()), cells);
  }

  private static String text(Series series, double value) {
    return Quantity.text(series.metric().unit(), value);
  }

  private static final class ByMetricAndTags implements Comparator<Row> {

    @Override
    public int compare(Row a, Row b) {
      int byMetric = a.metric.compareTo(b.metric);
      return byMetric != 0 ? byMetric : a.tags.compareTo(b.tags);
    }
  }
}

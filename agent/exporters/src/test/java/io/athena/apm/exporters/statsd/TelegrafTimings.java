package io.athena.apm.exporters.statsd;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What Telegraf keeps of one timing (influxdata/telegraf plugins/inputs/statsd/running_stats.go): a
 * thousand values for its percentiles, further ones at random places; the last thousand for its
 * median.
 */
final class TelegrafTimings {

  private static final int KEPT = 1_000;

  private final List<Double> percentileValues = new ArrayList<>();
  private final List<Double> medianValues = new ArrayList<>();
  private final Random random = new Random(7);
  private int nextMedian;
  private long count;

  void receive(String line) {
    for (Sample sample : Dialect.INFLUX.parse(line).samples()) {
      for (long i = 0; i < sample.weight(); i++) {
        add(sample.value());
      }
    }
  }

  private void add(double value) {
    count++;
    if (percentileValues.size() < KEPT) {
      percentileValues.add(value);
      medianValues.add(value);
    } else {
      percentileValues.set(random.nextInt(KEPT), value);
      medianValues.set(nextMedian, value);
    }
    nextMedian = (nextMedian + 1) % KEPT;
  }

  long count() {
    return count;
  }

  double median() {
    List<Double> sorted = sorted(medianValues);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double percentile(int percent) {
    List<Double> sorted = sorted(percentileValues);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static List<Double> sorted(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted;
  }
}

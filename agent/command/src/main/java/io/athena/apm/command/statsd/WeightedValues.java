package io.athena.apm.command.statsd;

import static java.math.RoundingMode.CEILING;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of a timer, histogram or distribution, weighted as at the server. Not thread-safe. */
public final class WeightedValues {

  private final NavigableMap<Double, Long> weights = new TreeMap<>();
  private double count;
  private long weight;

  WeightedValues() {}

  void add(Sample sample) {
    weights.merge(sample.value(), sample.weight(), Long::sum);
    weight += sample.weight();
    count += sample.count();
  }

  void add(WeightedValues others) {
    others.weights.forEach((value, times) -> weights.merge(value, times, Long::sum));
    weight += others.weight;
    count += others.count;
  }

  /**
   * The number of measured values by the server's estimate: the received ones, scaled by their
   * rates.
   */
  public double count() {
    return count;
  }

  /** The values received, ascending, each with its weight in quantiles. */
  public SortedMap<Double, Long> weights() {
    return Collections.unmodifiableSortedMap(weights);
  }

  /** The smallest value received. */
  public double min() {
    return weights.firstKey();
  }

  /** The largest value received. */
  public double max() {
    return weights.lastKey();
  }

  /**
   * The smallest value below or at which at least this share of the weight lies: nearest rank,
   * without interpolation, as the Datadog Agent does it for its percentiles.
   *
   * @param q from 0, the smallest value, to 1, the largest
   * @throws IllegalArgumentException when q lies outside
   */
  public double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile " + q + " is not between 0 and 1");
    }
    // In decimals: 0.55 * 100 is more than 55 in binary.
    var rank = BigDecimal.valueOf(q).multiply(BigDecimal.valueOf(weight)).setScale(0, CEILING);
    var needed = rank.longValueExact();
    var below = 0L;
    for (Map.Entry<Double, Long> entry : weights.entrySet()) {
      below += entry.getValue();
      if (below >= needed) {
        return entry.getKey();
      }
    }
    return weights.lastKey();
  }
}

package io.athena.apm.command.statsd;

import java.util.HashSet;
import java.util.Set;

/** What a server would keep of one series. */
final class Series {

  private final MetricType type;
  private final WeightedValues distribution = new WeightedValues();
  private final Set<String> members = new HashSet<>();
  private double value;
  private long samples;

  Series(MetricType type) {
    this.type = type;
  }

  void add(Sample sample) {
    samples++;
    switch (type) {
      case COUNTER -> value += sample.count();
      case GAUGE -> value = relativeNow(sample) ? value + sample.value() : sample.value();
      case TIMER, HISTOGRAM, DISTRIBUTION -> distribution.add(sample);
      case SET -> members.add(sample.text());
    }
  }

  /** The etsy server asks whether the current value is truthy: a change of 0 is a setting. */
  private boolean relativeNow(Sample sample) {
    return sample.relative() && value != 0;
  }

  /** The sum of a counter, the last value of a gauge, the number of members of a set. */
  double value() {
    return type == MetricType.SET ? members.size() : value;
  }

  /** The values of a timer, histogram or distribution. */
  WeightedValues distribution() {
    return distribution;
  }

  /** How many values were received, or stand behind a distribution. */
  double count() {
    return type.isDistributed() ? distribution.count() : samples;
  }
}

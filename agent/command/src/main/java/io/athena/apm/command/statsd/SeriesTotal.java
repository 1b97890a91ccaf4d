package io.athena.apm.command.statsd;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** The total that a receiver would report of one series. Not thread-safe. */
public final class SeriesTotal {

  /** The order of a table. */
  public static final Comparator<SeriesTotal> BY_NAME =
      Comparator.comparing(SeriesTotal::name)
          .thenComparing(SeriesTotal::tags)
          .thenComparing(SeriesTotal::type);

  private final String name;
  private final String tags;
  private final MetricType type;
  private final WeightedValues distribution = new WeightedValues();
  private final Set<String> members = new HashSet<>();
  private double value;
  private long samples;

  /** Starts at zero; the line gives name, tags and type. */
  public SeriesTotal(StatsdLine line) {
    this.name = line.name();
    this.tags = line.tagText();
    this.type = line.type();
  }

  /** Adds a line of this series. Lines have to come in the order in which they were sent. */
  public void add(StatsdLine line) {
    line.samples().forEach(this::add);
  }

  private void add(Sample sample) {
    samples++;
    switch (type) {
      case COUNTER -> value += sample.count();
      case GAUGE -> value = isAdded(sample) ? value + sample.value() : sample.value();
      case TIMER, HISTOGRAM, DISTRIBUTION -> distribution.add(sample);
      case SET -> members.add(sample.text());
    }
  }

  /** The etsy server tests whether the current value is truthy: a change of 0 sets the gauge. */
  private boolean isAdded(Sample sample) {
    return sample.relative() && value != 0;
  }

  /** The name of the metric. */
  public String name() {
    return name;
  }

  /** The tags as DogStatsD writes them: {@code key:value,key:value}. */
  public String tags() {
    return tags;
  }

  /** The type of all lines of the series. */
  public MetricType type() {
    return type;
  }

  /** The sum of a counter, the last value of a gauge, the number of members of a set. */
  public double value() {
    return type == MetricType.SET ? members.size() : value;
  }

  /** The number of values received; of a distribution, scaled by their rates. */
  public double count() {
    return type.isDistributed() ? distribution.count() : samples;
  }

  /** The values of a timer, histogram or distribution; empty for other types. */
  public WeightedValues distribution() {
    return distribution;
  }
}

package io.athena.apm.command.statsd;

/**
 * What a receiver would report of one series.
 *
 * @param tags as DogStatsD writes them: {@code key:value,key:value}
 * @param value the sum of a counter, the last value of a gauge, the members of a set
 * @param count how many values were received, or stand behind a distribution
 * @param distribution the values of a timer, histogram or distribution; empty for other types
 */
public record SeriesTotal(
    String name,
    String tags,
    MetricType type,
    double value,
    double count,
    WeightedValues distribution) {

  static SeriesTotal of(SeriesKey key, Series series) {
    return new SeriesTotal(
        key.name(),
        key.tagText(),
        key.type(),
        series.value(),
        series.count(),
        series.distribution());
  }
}

package io.athena.apm.metrics;

import java.util.List;

/**
 * A metric, before it has series. Declared once as a constant, from which {@code docs/metrics.md}
 * is generated. Compared by identity.
 */
public final class Metric {

  private final String name;
  private final MetricType type;
  private final Unit unit;
  private final List<String> tags;
  private final String description;
  private final String key;
  private final String origin;

  private Metric(String name, MetricType type, Unit unit, List<String> tags, String description) {
    this(name, type, unit, tags, description, null);
  }

  private Metric(
      String name,
      MetricType type,
      Unit unit,
      List<String> tags,
      String description,
      String origin) {
    if (tags.size() > 6) {
      throw new IllegalArgumentException(name + " has more than six tags: " + tags);
    }
    this.name = name;
    this.type = type;
    this.unit = unit;
    this.tags = tags;
    this.description = description;
    this.origin = origin;
    this.key = name + ' ' + type + ' ' + unit + ' ' + String.join(",", tags);
  }

  /** A counter of things. */
  public static Metric counter(String name, List<String> tags, String description) {
    return new Metric(name, MetricType.COUNTER, Unit.COUNT, tags, description);
  }

  /** A counter of milliseconds. */
  public static Metric milliseconds(String name, List<String> tags, String description) {
    return new Metric(name, MetricType.COUNTER, Unit.MILLISECONDS, tags, description);
  }

  /** A histogram of durations in nanoseconds. */
  public static Metric duration(String name, List<String> tags, String description) {
    return new Metric(name, MetricType.HISTOGRAM, Unit.NANOSECONDS, tags, description);
  }

  /** A histogram of anything else: sizes, lengths, numbers of things. */
  public static Metric histogram(String name, Unit unit, List<String> tags, String description) {
    return new Metric(name, MetricType.HISTOGRAM, unit, tags, description);
  }

  /** A gauge. */
  public static Metric gauge(String name, Unit unit, List<String> tags, String description) {
    return new Metric(name, MetricType.GAUGE, unit, tags, description);
  }

  /**
   * The same metric, as somebody has written it down.
   *
   * @param place where: {@code rules.yaml:12}
   */
  public Metric writtenAt(String place) {
    return new Metric(name, type, unit, tags, description, place);
  }

  /** Where it is written; null where it is declared in code. */
  public String origin() {
    return origin;
  }

  /** Lower case, parts separated by dots. */
  public String name() {
    return name;
  }

  /** What its cells are. */
  public MetricType type() {
    return type;
  }

  /** The unit of recorded values. */
  public Unit unit() {
    return unit;
  }

  /**
   * The keys that each of its series carries, in the order in which {@link Family} takes values.
   */
  public List<String> tags() {
    return tags;
  }

  /** One sentence for the reference page. */
  public String description() {
    return description;
  }

  /**
   * What tells its family from others. A name alone does not: an application may give one of ours
   * to a metric of its own, with tags of its own, and an edit of a rule may give it another unit.
   */
  String key() {
    return key;
  }

  /** Whether another one is the same but for its unit. */
  boolean differsByUnit(Metric other) {
    return unit != other.unit
        && type == other.type
        && name.equals(other.name)
        && tags.equals(other.tags);
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.athena.apm.metrics;

import java.util.List;

/**
 * The definition of a metric, without series. Declared once as a constant, from which {@code
 * docs/metrics.md} is generated. Compared by identity.
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

  /** A counter of money, in billionths of a currency. */
  public static Metric cost(String name, List<String> tags, String description) {
    return new Metric(name, MetricType.COUNTER, Unit.BILLIONTHS, tags, description);
  }

  /** A histogram of durations in nanoseconds. */
  public static Metric duration(String name, List<String> tags, String description) {
    return new Metric(name, MetricType.HISTOGRAM, Unit.NANOSECONDS, tags, description);
  }

  /** A histogram of other amounts: sizes, lengths, numbers of things. */
  public static Metric histogram(String name, Unit unit, List<String> tags, String description) {
    return new Metric(name, MetricType.HISTOGRAM, unit, tags, description);
  }

  /** A gauge. */
  public static Metric gauge(String name, Unit unit, List<String> tags, String description) {
    return new Metric(name, MetricType.GAUGE, unit, tags, description);
  }

  /** The same metric with the place of its definition: {@code rules.yaml:12}. */
  public Metric writtenAt(String place) {
    return new Metric(name, type, unit, tags, description, place);
  }

  /** The same metric with another name. */
  Metric named(String other) {
    return new Metric(other, type, unit, tags, description, origin);
  }

  /** The file and the line of its definition; null if it is a constant. */
  public String origin() {
    return origin;
  }

  /** The name and, where it is known, the place of its definition, for a line of the log. */
  public String withOrigin() {
    return origin == null ? name : name + " (" + origin + ")";
  }

  /** Lower case, parts separated by dots. */
  public String name() {
    return name;
  }

  /** The type of its cells. */
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
   * Identifies its family. The name alone does not: an application may use one of our names with
   * other tags, and an edit of a rule may change the unit.
   */
  String key() {
    return key;
  }

  /** Whether two metrics differ by their unit only. */
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

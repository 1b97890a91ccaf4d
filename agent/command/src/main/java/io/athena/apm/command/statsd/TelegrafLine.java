package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.COUNTER;
import static io.athena.apm.command.statsd.MetricType.DISTRIBUTION;
import static io.athena.apm.command.statsd.MetricType.GAUGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads what Telegraf's statsd input reads (influxdata/telegraf, {@code
 * plugins/inputs/statsd/statsd.go}), except lines that it misreads.
 *
 * <p>{@code name,key=value:value|type[|@rate][:value|type[|@rate]...]} with the types c, g, ms, h
 * and s. With {@code datadog_extensions} also DogStatsD's tags. A sampled time counts {@code int(1
 * / rate)} times, also in quantiles; the fraction of a counter is cut off; a gauge with a sign is a
 * change.
 */
final class TelegrafLine {

  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s,:|=]+");
  private static final Pattern KEY_OR_VALUE = Pattern.compile("[^\\p{Cntrl}\\s,:|=\\\\]+");

  /** Telegraf's own tag for the type, and the tags that InfluxDB refuses. */
  private static final Set<String> RESERVED =
      Set.of("metric_type", "temporality", "time", "_field", "_measurement");

  private TelegrafLine() {}

  /** As Telegraf does by default. */
  static StatsdLine parse(LineText text) {
    text.check(!text.line().contains("|#"), "tags need datadog_extensions");
    return parse(text, new TreeMap<>());
  }

  /** With {@code datadog_extensions = true} and without {@code datadog_distributions}. */
  static StatsdLine parseWithExtensions(LineText text) {
    SortedMap<String, String> tags = new TreeMap<>();
    List<String> kept = new ArrayList<>();
    for (String field : text.line().split("\\|", -1)) {
      if (field.startsWith("#")) {
        tags.putAll(DogStatsdFields.tags(text, field.substring(1)));
      } else if (!field.startsWith("c:") || kept.isEmpty()) {
        kept.add(field);
      }
    }
    return parse(text.with(String.join("|", kept)), tags);
  }

  private static StatsdLine parse(LineText text, SortedMap<String, String> tags) {
    NameTags key = NameTags.read(text, text.name(), ',');
    text.check(NAME.matcher(key.name()).matches(), "name '{}' has other characters", key.name());
    key.tags().forEach((name, value) -> check(text, name, value));
    tags.putAll(key.tags());
    List<ValueGroup> groups = ValueGroup.readAll(text, text.values());
    List<Sample> samples = groups.stream().map(group -> sample(text, group)).toList();
    return new StatsdLine(key.name(), tags, groups.get(0).type(), samples);
  }

  private static void check(LineText text, String key, String value) {
    text.check(KEY_OR_VALUE.matcher(key).matches(), "tag '{}' has other characters", key);
    text.check(!RESERVED.contains(key), "tag '{}' is reserved", key);
    text.check(KEY_OR_VALUE.matcher(value).matches(), "tag value '{}' has other characters", value);
  }

  private static Sample sample(LineText text, ValueGroup group) {
    text.check(group.type() != DISTRIBUTION, "type d needs datadog_distributions");
    double number = group.number(text);
    boolean changes = group.type() == GAUGE || group.type() == COUNTER;
    text.check(changes || !group.signed(), "a sign is for g and c only");
    text.check(
        group.type() != COUNTER || number == Math.rint(number), "the fraction would be cut off");
    long weight = group.type().isDistributed() ? (long) (1 / group.rate()) : 1;
    double count = group.type() == COUNTER ? (long) (number / group.rate()) : weight;
    boolean relative = group.type() == GAUGE && group.signed();
    return new Sample(group.value(), number, weight, count, relative);
  }
}

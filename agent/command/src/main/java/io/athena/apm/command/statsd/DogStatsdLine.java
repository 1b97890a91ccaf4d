package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.COUNTER;
import static io.athena.apm.command.statsd.MetricType.GAUGE;
import static io.athena.apm.command.statsd.MetricType.SET;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads DogStatsD, protocol 1.0 to 1.6, as strictly as a sender should write it. Source: Datadog's
 * description of the datagram and the Agent's parser. Refuses unknown fields, which the Agent
 * skips.
 *
 * <p>{@code name:v[:v...]|type[|@rate][|#tag,key:value][|Tseconds][|c:..][|e:..][|card:..]}
 */
final class DogStatsdLine {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,199}");

  private static final Map<String, Pattern> FIELDS =
      Map.of("@", Pattern.compile("@.*"), "T", Pattern.compile("T[1-9][0-9]*"));

  private DogStatsdLine() {}

  static StatsdLine parse(LineText text) {
    var parts = text.line().split("\\|", 3);
    text.check(parts.length > 1, "no type");
    var colon = parts[0].indexOf(':');
    text.check(colon >= 0, "no value");
    var name = parts[0].substring(0, colon);
    text.check(NAME.matcher(name).matches(), "name '{}' is not [A-Za-z][A-Za-z0-9_.]*", name);
    var type = text.type(parts[1]);
    var fields = DogStatsdFields.read(text, parts.length == 3 ? "|" + parts[2] : "", FIELDS);
    var timed = fields.get("T", null) != null;
    text.check(!timed || type == GAUGE || type == COUNTER, "a timestamp is for g and c only");
    var samples = samples(text, type, parts[0].substring(colon + 1), rate(text, type, fields));
    return new StatsdLine(name, fields.tags(), type, samples);
  }

  private static double rate(LineText text, MetricType type, DogStatsdFields fields) {
    var rate = fields.get("@", null);
    text.check(
        rate == null || (type != GAUGE && type != SET),
        "a rate has no meaning for type " + type.symbol());
    return rate == null ? 1 : text.rate("@" + rate);
  }

  /** Values are packed for every type but sets. */
  private static List<Sample> samples(LineText text, MetricType type, String values, double rate) {
    text.check(!values.isEmpty(), "empty value");
    if (type == SET) {
      return List.of(new Sample(values, Double.NaN, 1, 1, false));
    }
    return Stream.of(values.split(":", -1))
        .map(value -> sample(type, value, text.number(value), rate))
        .toList();
  }

  /**
   * The Agent cuts the fraction off: {@code int64(1 / rate)} for h and ms ({@code
   * pkg/metrics/histogram.go}) and the same for d ({@code pkg/util/quantile/agent.go}), so a rate
   * rounded up, such as 0.166667 for 1/6, loses one.
   */
  private static Sample sample(MetricType type, String value, double number, double rate) {
    var weight = type.isDistributed() ? (long) (1 / rate) : 1;
    var count = type == COUNTER ? number * (1 / rate) : weight;
    return new Sample(value, number, weight, count, false);
  }
}

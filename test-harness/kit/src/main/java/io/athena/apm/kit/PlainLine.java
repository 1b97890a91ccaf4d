package io.athena.apm.kit;

import static io.athena.apm.kit.MetricType.COUNTER;
import static io.athena.apm.kit.MetricType.GAUGE;
import static io.athena.apm.kit.MetricType.SET;
import static io.athena.apm.kit.MetricType.TIMER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads plain StatsD as strictly as a sender should write it: what the etsy reference server
 * accepts (statsd 0.9.0, {@code stats.js} and {@code lib/helpers.js}) less what it silently takes
 * for something else.
 *
 * <p>{@code name:value|type[|@rate][:value|type[|@rate]...]} with the types c, g, ms and s, the
 * same for all groups of a line; no tags.
 */
public final class PlainLine {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Set<MetricType> TYPES = EnumSet.of(COUNTER, GAUGE, TIMER, SET);

  private PlainLine() {}

  /**
   * Reads one line, without its newline.
   *
   * @throws MalformedLine with the rule that it breaks
   */
  public static StatsdLine parse(String line) {
    var text = new LineText(line);
    text.checkOneLine();
    text.check(!line.contains("|#"), "tags are not plain StatsD");
    var pieces = List.of(line.split(":", -1));
    var name = pieces.get(0);
    text.check(NAME.matcher(name).matches(), "name '" + name + "' is not [A-Za-z0-9_.-]+");
    text.check(pieces.size() > 1, "no value");
    var groups = pieces.stream().skip(1).map(piece -> Group.read(text, piece)).toList();
    var type = groups.get(0).type();
    text.check(groups.stream().allMatch(group -> group.type() == type), "more than one type");
    var samples = groups.stream().map(group -> group.sample(text)).toList();
    return new StatsdLine(name, Collections.emptySortedMap(), type, samples);
  }

  /** What stands between two colons. */
  private record Group(String value, MetricType type, double rate) {

    static Group read(LineText text, String piece) {
      var fields = piece.split("\\|", -1);
      text.check(fields.length > 1, "'" + piece + "' has no type");
      text.check(fields.length <= 3, "'" + piece + "' has more than value, type and rate");
      var type = text.type(fields[1]);
      text.check(TYPES.contains(type), "type " + fields[1] + " would be taken for a counter");
      return new Group(fields[0], type, fields.length == 3 ? text.rate(fields[2]) : 1);
    }

    /** The rate scales counters and the count of timers, and nothing else. */
    Sample sample(LineText text) {
      if (type == SET) {
        text.check(!value.isEmpty(), "empty member");
        return new Sample(value, Double.NaN, 1, 1, false);
      }
      var number = text.number(value);
      text.check(type != TIMER || number >= 0, "negative time");
      var count = type == COUNTER ? number * (1 / rate) : type == TIMER ? 1 / rate : 1;
      return new Sample(value, number, 1, count, type == GAUGE && signed());
    }

    private boolean signed() {
      return value.startsWith("+") || value.startsWith("-");
    }
  }
}

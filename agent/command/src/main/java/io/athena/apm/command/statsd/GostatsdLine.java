package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.COUNTER;
import static io.athena.apm.command.statsd.MetricType.DISTRIBUTION;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads what gostatsd reads, which is New Relic's StatsD integration (atlassian/gostatsd 41.1.5,
 * {@code internal/lexer/lexer.go}, {@code metric_map.go}), except lines that it misreads.
 *
 * <p>{@code name:value|type[|@rate][|#tag,key:value]} with the types c, g, ms, h (which is a ms)
 * and s; d loses the line. Of packed values, gostatsd counts the whole line once, so a line has one
 * value. Quantiles, mean and sum are those of the values as received; only the count is scaled. A
 * sign is part of a gauge's value.
 */
final class GostatsdLine {

  /** gostatsd deletes other characters; a line that starts with an underscore is an event. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-][A-Za-z0-9_.-]*");

  private GostatsdLine() {}

  static StatsdLine parse(LineText text) {
    String line = text.line();
    text.check(line.indexOf('\0') < 0, "a NUL, which ends the line");
    int tagged = line.indexOf("|#");
    SortedMap<String, String> tags =
        tagged < 0 ? new TreeMap<>() : DogStatsdFields.tags(text, line.substring(tagged + 2));
    text.check(tagged < 0 || line.indexOf('|', tagged + 1) < 0, "a field behind the tags");
    return parse(tagged < 0 ? text : text.with(line.substring(0, tagged)), tags);
  }

  private static StatsdLine parse(LineText text, SortedMap<String, String> tags) {
    String name = text.name();
    text.check(NAME.matcher(name).matches(), "name '{}' is not [A-Za-z0-9_.-]+", name);
    String values = text.values();
    text.check(values.indexOf(':') < 0, "more than one value; the line counts once");
    ValueGroup group = ValueGroup.read(text, values);
    text.check(group.type() != DISTRIBUTION, "type d is not known");
    return new StatsdLine(name, tags, group.type(), List.of(sample(text, group)));
  }

  private static Sample sample(LineText text, ValueGroup group) {
    double number = group.number(text);
    double count =
        group.type() == COUNTER
            ? (long) (number / group.rate())
            : group.type().isDistributed() ? 1 / group.rate() : 1;
    return new Sample(group.value(), number, 1, count, false);
  }
}

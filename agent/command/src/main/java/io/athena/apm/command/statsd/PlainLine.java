package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.COUNTER;
import static io.athena.apm.command.statsd.MetricType.GAUGE;
import static io.athena.apm.command.statsd.MetricType.SET;
import static io.athena.apm.command.statsd.MetricType.TIMER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Reads plain StatsD as strictly as a sender should write it: lines that the reference server
 * (etsy, statsd 0.9.0 {@code stats.js}, {@code lib/helpers.js}), brubeck ({@code
 * samplers/statsd.c}) and collectd ({@code statsd.c}) all accept and none of them misreads.
 *
 * <p>{@code name:value|type[|@rate]} with the types c, g, ms and s; no tags, and one value: only
 * the reference server reads a second one; the others drop the line. Counts are the reference
 * server's.
 */
final class PlainLine {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]*[A-Za-z0-9_-]");
  private static final Set<MetricType> TYPES = EnumSet.of(COUNTER, GAUGE, TIMER, SET);

  private static final int COLLECTD_NAME_LENGTH = 127;

  private PlainLine() {}

  static StatsdLine parse(LineText text) {
    text.check(!text.line().contains("|#"), "tags are not plain StatsD");
    return parse(text, text.name(), Collections.emptySortedMap());
  }

  /**
   * As collectd does ({@code src/statsd.c}), which divides the <em>value</em> of a timer by its
   * rate and counts it once, and cuts off names.
   */
  static StatsdLine parseForCollectd(LineText text) {
    StatsdLine read = parse(text);
    text.check(
        read.name().length() <= COLLECTD_NAME_LENGTH, "name longer than " + COLLECTD_NAME_LENGTH);
    text.check(
        read.type() != TIMER || text.line().indexOf('@') < 0,
        "a rate, by which collectd divides the time");
    return read;
  }

  /** Reads the value behind the name and its tags. */
  static StatsdLine parse(LineText text, String name, SortedMap<String, String> tags) {
    text.check(
        NAME.matcher(name).matches(), "name '{}' is not [A-Za-z0-9_.-]+ or ends with a dot", name);
    String values = text.values();
    text.check(values.indexOf(':') < 0, "more than one value, which only the etsy server reads");
    ValueGroup group = ValueGroup.read(text, values);
    text.check(
        TYPES.contains(group.type()),
        "type " + group.type().symbol() + " would be taken for a counter");
    text.check(
        group.rate() == 1 || group.type() == COUNTER || group.type() == TIMER,
        "a rate has no meaning for type " + group.type().symbol());
    return new StatsdLine(name, tags, group.type(), List.of(sample(text, group)));
  }

  /** The rate scales counters and the count of timers, and nothing else. */
  private static Sample sample(LineText text, ValueGroup group) {
    double number = group.number(text);
    double count =
        switch (group.type()) {
          case COUNTER -> number * (1 / group.rate());
          case TIMER -> 1 / group.rate();
          default -> 1;
        };
    boolean relative = group.type() == GAUGE && group.signed();
    return new Sample(group.value(), number, 1, count, relative);
  }
}

package io.athena.apm.command.statsd;

import java.util.regex.Pattern;

/**
 * Reads StatsD with Graphite's tags, {@code name;key=value;key=value:1|c}, as the reference server
 * passes them on (statsd 0.9.0, {@code backends/graphite.js}); behind the colon as {@link
 * PlainLine}.
 *
 * <p>Its key sanitizing deletes all characters but letters, digits and {@code _ - . ; =}. The tag
 * {@code name} is Graphite's own for the metric's name and would be overwritten (graphite-project
 * carbon, {@code util.py}).
 */
final class GraphiteLine {

  private static final Pattern KEY_OR_VALUE = Pattern.compile("[A-Za-z0-9_.-]+");

  private GraphiteLine() {}

  static StatsdLine parse(LineText text) {
    text.check(!text.line().contains("|#"), "tags are DogStatsD's");
    NameTags key = NameTags.read(text, text.name(), ';');
    key.tags().forEach((name, value) -> check(text, name, value));
    return PlainLine.parse(text, key.name(), key.tags());
  }

  private static void check(LineText text, String key, String value) {
    text.check(KEY_OR_VALUE.matcher(key).matches(), "tag '{}' is not [A-Za-z0-9_.-]+", key);
    text.check(
        KEY_OR_VALUE.matcher(value).matches(), "tag value '{}' is not [A-Za-z0-9_.-]+", value);
    text.check(!key.equals("name"), "tag 'name' is Graphite's own");
  }
}

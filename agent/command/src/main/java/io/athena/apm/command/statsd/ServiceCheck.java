package io.athena.apm.command.statsd;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * The state of a service in DogStatsD.
 *
 * <p>{@code _sc|name|status[|d:seconds][|h:host][|#tags][|m:message]}, the message last except for
 * the fields of the origin.
 *
 * @param status ok, warning, critical or unknown
 * @param message an explanation; may be empty
 */
public record ServiceCheck(
    String name, String status, String message, SortedMap<String, String> tags) implements Message {

  static final String SYMBOL = "_sc";

  private static final List<String> STATES = List.of("ok", "warning", "critical", "unknown");
  private static final Pattern STATUS = Pattern.compile("[0-3]");
  private static final Pattern AFTER_MESSAGE = Pattern.compile(".*\\|m:.*\\|([dh]:|#).*");
  private static final Map<String, Pattern> FIELDS =
      Map.of(
          "d:", Pattern.compile("d:[0-9]+"),
          "h:", Pattern.compile("h:.*"),
          "m:", Pattern.compile("m:((?!m:).)*"));

  static ServiceCheck parse(LineText text) {
    String line = text.line();
    String[] parts = line.split("\\|", 4);
    text.check(parts.length > 2, "a service check without name and status");
    text.check(!parts[1].isEmpty(), "a service check without a name");
    text.check(STATUS.matcher(parts[2]).matches(), "status '{}' is not 0, 1, 2 or 3", parts[2]);
    text.check(!AFTER_MESSAGE.matcher(line).matches(), "a field behind the message");
    DogStatsdFields options =
        DogStatsdFields.read(text, parts.length == 3 ? "" : "|" + parts[3], FIELDS);
    String status = STATES.get(Integer.parseInt(parts[2]));
    return new ServiceCheck(parts[1], status, options.get("m:", ""), options.tags());
  }

  @Override
  public String symbol() {
    return SYMBOL;
  }
}

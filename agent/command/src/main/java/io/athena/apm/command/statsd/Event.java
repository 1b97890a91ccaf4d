package io.athena.apm.command.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DogStatsD event.
 *
 * <p>{@code _e{title bytes,text bytes}:title|text[|d:seconds][|h:host][|k:key][|p:priority]
 * [|s:source][|t:alert type][|#tags]}, the lengths those of the escaped texts in UTF-8.
 *
 * @param name its title
 * @param text its text, may be empty
 * @param alertType error, warning, info or success
 */
public record Event(String name, String text, String alertType, SortedMap<String, String> tags)
    implements Message {

  static final String SYMBOL = "_e";

  private static final Pattern HEADER = Pattern.compile("_e\\{([0-9]{1,5}),([0-9]{1,5})}:");
  private static final Map<String, Pattern> FIELDS =
      Map.of(
          "d:", Pattern.compile("d:[0-9]+"),
          "h:", Pattern.compile("h:.*"),
          "k:", Pattern.compile("k:.*"),
          "p:", Pattern.compile("p:(normal|low)"),
          "s:", Pattern.compile("s:.*"),
          "t:", Pattern.compile("t:(error|warning|info|success)"));

  static Event parse(LineText text) {
    String line = text.line();
    Matcher header = HEADER.matcher(line);
    text.check(header.lookingAt(), "an event without _e{title bytes,text bytes}:");
    return parse(
        text,
        line.substring(header.end()).getBytes(UTF_8),
        Integer.parseInt(header.group(1)),
        Integer.parseInt(header.group(2)));
  }

  private static Event parse(LineText text, byte[] content, int titleBytes, int textBytes) {
    int end = titleBytes + 1 + textBytes;
    text.check(titleBytes > 0, "an event without a title");
    text.check(content.length >= end, "an event shorter than its header says");
    String title = new String(content, 0, titleBytes, UTF_8);
    String said = new String(content, titleBytes + 1, textBytes, UTF_8);
    text.check(content[titleBytes] == '|', "an event's title is not as long as its header says");
    text.check(
        content.length == end || content[end] == '|',
        "an event's text is not as long as its header says");
    DogStatsdFields options =
        DogStatsdFields.read(text, new String(content, end, content.length - end, UTF_8), FIELDS);
    return new Event(title, said, options.get("t:", "info"), options.tags());
  }

  @Override
  public String symbol() {
    return SYMBOL;
  }
}

package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * DogStatsD: {@code cache.hit:1|c|#cache:sessions,env:prod}. Constant and own tags in one list,
 * sorted by key; where both have a key, the series' own wins.
 *
 * <p>Names hold ASCII letters, digits, {@code _} and {@code .}, start with a letter and have at
 * most 200 characters; anything else becomes {@code _}. Keys are lower case and keep letters,
 * digits and {@code _ - . /}. Values keep all of Unicode but what would break a line: commas,
 * pipes, blanks and control characters become {@code _}. Keys and values are cut at 200 characters.
 */
final class TaggedNames implements Naming {

  private static final int LONGEST = 200;

  @Override
  public SeriesText text(Series series, Tags constant) {
    Map<String, String> tags = new TreeMap<>();
    constant.forEach(new TagCollector(tags));
    series.tags().forEach(new TagCollector(tags));
    StringBuilder suffix = new StringBuilder();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      suffix.append(suffix.length() == 0 ? "|#" : ",");
      suffix.append(tag.getKey()).append(':').append(tag.getValue());
    }
    return new SeriesText(name(series.metric().name()) + ":", suffix.toString());
  }

  private static String name(String text) {
    String name = keep(text, "_.");
    boolean letterFirst = !name.isEmpty() && isLetter(name.charAt(0));
    return cut(letterFirst ? name : "m_" + name);
  }

  private static String key(String text) {
    return cut(orNone(keep(text.toLowerCase(Locale.ROOT), "_-./")));
  }

  private static String value(String text) {
    StringBuilder value = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      value.append(breaksLine(c) ? '_' : c);
    }
    return cut(orNone(value.toString()));
  }

  private static String keep(String text, String alsoAllowed) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      char c = text.charAt(i);
      boolean allowed = isLetter(c) || (c >= '0' && c <= '9') || alsoAllowed.indexOf(c) >= 0;
      kept.append(allowed ? c : '_');
    }
    return kept.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean breaksLine(char c) {
    return c == ','
        || c == '|'
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
  }

  private record TagCollector(Map<String, String> tags) implements BiConsumer<String, String> {

    @Override
    public void accept(String key, String value) {
      tags.put(key(key), value(value));
    }
  }
}

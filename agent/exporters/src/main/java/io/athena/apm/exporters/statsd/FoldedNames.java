package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;
import java.util.function.BiConsumer;

/**
 * For servers without tags: {@code cache.hit.prod.sessions}.
 *
 * <p>The order never changes: the metric's name, the values of the constant tags sorted by key, the
 * values of the series' own tags sorted by key, joined by dots. The series that takes what a metric
 * can no longer tell apart ends in {@code .overflow}.
 *
 * <p>A value keeps {@code A-Z a-z 0-9 _ -}; anything else becomes {@code _}, no value becomes
 * {@code none}. The server would delete those characters instead (statsd/statsd {@code stats.js}),
 * and a dot would make one value look like two.
 */
final class FoldedNames implements Naming {

  @Override
  public SeriesText text(Series series, Tags constant) {
    StringBuilder name = new StringBuilder();
    append(name, series.metric().name(), ".");
    constant.forEach(new ValueAppender(name));
    if (series.tags().equals(Tags.OVERFLOW)) {
      name.append(".overflow");
    } else {
      series.tags().forEach(new ValueAppender(name));
    }
    return new SeriesText(name.append(':').toString(), "");
  }

  private static void append(StringBuilder name, String part, String alsoAllowed) {
    if (part.isEmpty()) {
      name.append("none");
    }
    for (int i = 0; i < part.length(); i += Character.charCount(part.codePointAt(i))) {
      char c = part.charAt(i);
      name.append(isWord(c) || alsoAllowed.indexOf(c) >= 0 ? c : '_');
    }
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private record ValueAppender(StringBuilder name) implements BiConsumer<String, String> {

    @Override
    public void accept(String key, String value) {
      append(name.append('.'), value, "");
    }
  }
}

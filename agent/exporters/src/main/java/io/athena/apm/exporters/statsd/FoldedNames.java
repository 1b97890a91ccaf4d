package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
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
 * and a dot would make one value look like two. No name ends with a dot, which brubeck refuses.
 */
final class FoldedNames implements Naming {

  private final int longest;

  /**
   * Names of a limited length.
   *
   * @param longest a longer one ends in a hash instead, so that no two become one
   */
  FoldedNames(int longest) {
    this.longest = longest;
  }

  @Override
  public SeriesText text(Series series, Tags constant) {
    StringBuilder name = new StringBuilder(metric(series.metric().name()));
    constant.forEach(new ValueAppender(name));
    if (series.tags().equals(Tags.OVERFLOW)) {
      name.append(".overflow");
    } else {
      series.tags().forEach(new ValueAppender(name));
    }
    return new SeriesText(limited(name.toString()) + ":", "");
  }

  /** A metric's name as servers of Graphite's family take it. */
  static String metric(String name) {
    String kept = Characters.orNone(Characters.ascii(name, "_-."));
    return kept.endsWith(".") ? kept.substring(0, kept.length() - 1) + "_" : kept;
  }

  private String limited(String name) {
    if (name.length() <= longest) {
      return name;
    }
    String hash = Integer.toHexString(name.hashCode());
    return name.substring(0, longest - 1 - hash.length()) + "_" + hash;
  }

  private record ValueAppender(StringBuilder name) implements BiConsumer<String, String> {

    @Override
    public void accept(String key, String value) {
      name.append('.').append(Characters.orNone(Characters.ascii(value, "_-")));
    }
  }
}

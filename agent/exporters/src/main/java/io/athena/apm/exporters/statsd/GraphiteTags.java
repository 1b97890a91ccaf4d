package io.athena.apm.exporters.statsd;

/**
 * Graphite 1.1: {@code cache.hit;cache=sessions;env=prod:1|c}.
 *
 * <p>Names, keys and values keep {@code A-Z a-z 0-9 _ - .}; the reference server would delete
 * anything else (statsd/statsd {@code stats.js}), which becomes {@code _} here. The key {@code
 * name} becomes {@code name_}: Graphite writes the metric's name over it (graphite-project/carbon
 * {@code util.py}), and breakers of different names would be one.
 */
final class GraphiteTags implements TagRules {

  GraphiteTags() {}

  @Override
  public String alsoInKeys() {
    return "_-.";
  }

  @Override
  public boolean isReserved(String key) {
    return key.equals("name");
  }

  @Override
  public String value(String text) {
    return Characters.ascii(text, "_-.");
  }
}

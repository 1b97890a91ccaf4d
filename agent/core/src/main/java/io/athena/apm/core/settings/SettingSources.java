package io.athena.apm.core.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Finds the text of a setting in its sources, in the order of precedence. Nothing is checked yet.
 * Every start makes one, so it uses JDK maps only. Immutable.
 *
 * @param arguments by key; the value is null for an argument without one
 * @param file settings by dotted key; empty without a file
 */
public record SettingSources(
    Map<String, String> arguments,
    Properties properties,
    Map<String, String> environment,
    Map<String, String> file) {

  /** Variables of other agents, used where ours is not set. */
  private static final String[][] FOREIGN = {
    {"service", "OTEL_SERVICE_NAME", "DD_SERVICE"},
    {"env", "DD_ENV"},
    {"version", "DD_VERSION"},
    {"tags", "DD_TAGS"},
    {"prometheus.host", "OTEL_EXPORTER_PROMETHEUS_HOST"},
    {"prometheus.port", "OTEL_EXPORTER_PROMETHEUS_PORT"},
    {"otlp.temporality", "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE"},
    {"otlp.histograms", "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION"}
  };

  /** Sources without a file; the argument follows {@code -javaagent:jar=} and may be null. */
  public static SettingSources of(
      String argument, Properties properties, Map<String, String> environment) {
    return new SettingSources(arguments(argument), properties, environment, Map.of());
  }

  /** The same with the settings of a file, which have the lowest precedence. */
  public SettingSources withFile(Map<String, String> settings) {
    return new SettingSources(arguments, properties, environment, settings);
  }

  /** The text of a setting; null where no source sets it, or only to blanks. */
  public String text(String key) {
    SourceText given = given(key);
    return given == null ? null : given.text();
  }

  /** The text of a setting with its source; null where no source sets it. */
  public SourceText given(String key) {
    String property = Setting.PROPERTY_PREFIX + key;
    String variable = Setting.variable(key);
    SourceText found = SourceText.of("argument", key, arguments.get(key));
    found =
        found != null
            ? found
            : SourceText.of("property", property, properties.getProperty(property));
    found =
        found != null ? found : SourceText.of("environment", variable, environment.get(variable));
    found = found != null ? found : SourceText.of("config", key, file.get(key));
    return found != null ? found : foreign(key);
  }

  private SourceText foreign(String key) {
    SourceText found = null;
    for (int i = 0; found == null && i < FOREIGN.length; i++) {
      for (int name = 1;
          found == null && FOREIGN[i][0].equals(key) && name < FOREIGN[i].length;
          name++) {
        found = SourceText.of("environment", FOREIGN[i][name], environment.get(FOREIGN[i][name]));
      }
    }
    return found;
  }

  /**
   * Parses {@code a=1,b=x,y} as a=1 and b=x,y: a part without {@code =} belongs to the value before
   * it, so that lists need no quotes.
   */
  private static Map<String, String> arguments(String argument) {
    Map<String, String> values = new HashMap<>();
    String key = null;
    for (String part : argument == null ? new String[0] : argument.split(",")) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        key = part.substring(0, equals).trim();
        values.put(key, part.substring(equals + 1));
      } else if (key != null) {
        values.put(key, values.get(key) + "," + part);
      } else if (!part.isBlank()) {
        // Reported as a setting without a value.
        values.put(part.trim(), null);
      }
    }
    return values;
  }
}

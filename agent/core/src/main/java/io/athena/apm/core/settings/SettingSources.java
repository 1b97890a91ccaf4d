package io.athena.apm.core.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The text of settings, in the order of precedence. Made on the start path: JDK maps only, nothing
 * is checked yet.
 */
public final class SettingSources {

  /** What other agents call the same thing, where ours is not set. */
  private static final String[][] FOREIGN = {
    {"service", "OTEL_SERVICE_NAME", "DD_SERVICE"},
    {"env", "DD_ENV"},
    {"version", "DD_VERSION"},
    {"tags", "DD_TAGS"}
  };

  private final Map<String, String> arguments;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Map<String, String> file;

  private SettingSources(
      Map<String, String> arguments,
      Properties properties,
      Map<String, String> environment,
      Map<String, String> file) {
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Sources without a file.
   *
   * @param argument what follows {@code =} in {@code -javaagent:jar=}; may be null
   */
  public static SettingSources of(
      String argument, Properties properties, Map<String, String> environment) {
    return new SettingSources(arguments(argument), properties, environment, Map.of());
  }

  /** The same with the settings of a file, which count least. */
  public SettingSources withFile(Map<String, String> settings) {
    return new SettingSources(arguments, properties, environment, settings);
  }

  /** The text of a setting; null where no source has one, or only blanks. */
  public String text(String key) {
    Given given = given(key);
    return given == null ? null : given.text();
  }

  /** What the first source that has a setting says of it; null where none has. */
  public Given given(String key) {
    String property = Setting.PROPERTY_PREFIX + key;
    String variable = Setting.variable(key);
    Given found = Given.of("argument", key, arguments.get(key));
    found =
        found != null ? found : Given.of("property", property, properties.getProperty(property));
    found = found != null ? found : Given.of("environment", variable, environment.get(variable));
    found = found != null ? found : Given.of("config", key, file.get(key));
    return found != null ? found : foreign(key);
  }

  private Given foreign(String key) {
    Given found = null;
    for (int i = 0; found == null && i < FOREIGN.length; i++) {
      for (int name = 1;
          found == null && FOREIGN[i][0].equals(key) && name < FOREIGN[i].length;
          name++) {
        found = Given.of("environment", FOREIGN[i][name], environment.get(FOREIGN[i][name]));
      }
    }
    return found;
  }

  Map<String, String> arguments() {
    return arguments;
  }

  Properties properties() {
    return properties;
  }

  Map<String, String> environment() {
    return environment;
  }

  Map<String, String> file() {
    return file;
  }

  /**
   * {@code a=1,b=x,y} is a=1 and b=x,y: a part without {@code =} goes on with the value before, so
   * that lists need no quoting.
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
        // Not an empty value: one that was forgotten, which is told.
        values.put(part.trim(), null);
      }
    }
    return values;
  }
}

package io.athena.apm.core.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings as an operator gave them in any of the four sources, and the messages about them. */
final class GivenSettings {

  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> file = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private String argument;

  GivenSettings argument(String text) {
    argument = text;
    return this;
  }

  GivenSettings property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  GivenSettings environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  GivenSettings file(String key, String value) {
    file.put(key, value);
    return this;
  }

  SettingSources sources() {
    return SettingSources.of(argument, properties, environment).withFile(file);
  }

  Settings read() {
    return Settings.read(sources(), List.of("caffeine", "openai-java"), problems::add);
  }

  /** Reads the settings and returns the messages about them. */
  List<String> problems() {
    read();
    return problems;
  }
}

package io.athena.apm.core.settings;

import io.athena.apm.metrics.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All settings, typed and checked. Immutable. */
public final class Settings {

  private static final int SHORTEST_KEY = 4;

  private final Map<String, Object> values; // of settings that a source sets

  private Settings(Map<String, Object> values) {
    this.values = values;
  }

  /** Reads every setting; problems get a sentence for each unknown key and each invalid value. */
  public static Settings read(
      SettingSources sources, Iterable<String> instrumentations, Consumer<String> problems) {
    Map<String, Setting<?>> table = new TreeMap<>();
    for (Setting<?> setting : SettingTable.ALL) {
      table.put(setting.key(), setting);
    }
    for (String name : instrumentations) {
      Setting<Boolean> setting = SettingTable.instrumentation(name);
      table.put(setting.key(), setting);
    }
    UnknownSettings.report(sources, table.keySet(), problems);
    Map<String, Object> values = new HashMap<>();
    for (Setting<?> setting : table.values()) {
      Object value = value(setting, sources.given(setting.key()), problems);
      if (value != null) {
        values.put(setting.key(), value);
      }
    }
    Settings settings = new Settings(values);
    String tags = new ConstantTags(settings.get(SettingTable.TAGS)).problem();
    if (tags != null) {
      problems.accept(tags);
    }
    return settings;
  }

  /** Null where no source sets it or its value is invalid. */
  private static Object value(Setting<?> setting, SourceText given, Consumer<String> problems) {
    if (given == null) {
      return null;
    }
    if (given.wasQuoted()) {
      problems.accept(setting.key() + ": the quotes are part of the value; using it without them");
    }
    try {
      return setting.type().parse(given.text());
    } catch (IllegalArgumentException bad) {
      problems.accept(problem(setting, given.text(), bad));
      return null;
    }
  }

  private static String problem(Setting<?> setting, String text, IllegalArgumentException bad) {
    boolean address = setting.type() instanceof SettingType.Address;
    return setting.key()
        + ": \""
        + Redaction.of(text)
        + "\" is not "
        + setting.type().allowed()
        + (address ? ": " + bad.getMessage() : "")
        + "; "
        + (address ? "it is ignored" : "using " + setting.byDefault());
  }

  /** The value of a setting: from a source, or its default. */
  @SuppressWarnings("unchecked") // put there by the setting's own parser
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.key());
    return value == null ? setting.type().parse(setting.byDefault()) : (T) value;
  }

  /** Whether a source sets it to a valid value, even to the default. */
  public boolean isGiven(Setting<?> setting) {
    return values.containsKey(setting.key());
  }

  /** A text for people, in which the API key and the values of OTLP's headers are masked. */
  public String masked(String text) {
    String masked = masked(text, get(SettingTable.API_KEY));
    for (String header : get(SettingTable.OTLP_HEADERS).split(",")) {
      masked = masked(masked, header.substring(header.indexOf('=') + 1).trim());
    }
    return masked;
  }

  private static String masked(String text, String key) {
    // Fewer letters are not a key and occur in any text.
    return key.length() < SHORTEST_KEY ? text : text.replace(key, "****");
  }

  /** The tags that every series of this JVM carries. */
  public Tags constantTags() {
    Map<String, String> tags = new ConstantTags(get(SettingTable.TAGS)).tags();
    put(tags, SettingTable.SERVICE);
    put(tags, SettingTable.ENV);
    put(tags, SettingTable.VERSION);
    return Tags.of(tags);
  }

  private void put(Map<String, String> tags, Setting<String> setting) {
    String value = get(setting);
    if (!value.isEmpty()) {
      tags.put(setting.key(), value);
    }
  }
}

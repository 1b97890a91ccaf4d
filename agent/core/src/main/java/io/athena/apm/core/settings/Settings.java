package io.athena.apm.core.settings;

import io.athena.apm.core.metrics.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All settings, typed and checked. Immutable once read. */
public final class Settings {

  private final Map<String, Object> values;
  private final Set<String> given;

  private Settings(Map<String, Object> values, Set<String> given) {
    this.values = values;
    this.given = given;
  }

  /**
   * Reads the table from its sources.
   *
   * @param instrumentations the names that have a switch
   * @param problems gets one clear sentence for each unknown key and each bad value
   */
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
    Set<String> given = new HashSet<>();
    for (Setting<?> setting : table.values()) {
      String text = sources.text(setting.key());
      if (text != null) {
        given.add(setting.key());
      }
      values.put(setting.key(), value(setting, text, problems));
    }
    return new Settings(values, given);
  }

  private static Object value(Setting<?> setting, String text, Consumer<String> problems) {
    if (text != null) {
      try {
        return setting.type().parse(text);
      } catch (IllegalArgumentException bad) {
        problems.accept(problem(setting, text));
      }
    }
    return setting.type().parse(setting.byDefault());
  }

  private static String problem(Setting<?> setting, String text) {
    return setting.key()
        + ": \""
        + Redaction.of(text)
        + "\" is not "
        + setting.type().allowed()
        + "; "
        + setting.byDefault()
        + " holds";
  }

  /** The value of a setting: what was given, or its default. */
  @SuppressWarnings("unchecked") // put there by the setting's own parser
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.key());
    return value == null ? setting.type().parse(setting.byDefault()) : (T) value;
  }

  /** Whether a source has it, be it with the text of the default. */
  public boolean isGiven(Setting<?> setting) {
    return given.contains(setting.key());
  }

  /** The tags that every series of this JVM carries. */
  public Tags constantTags() {
    Map<String, String> tags = new TreeMap<>();
    StringTokenizer given = new StringTokenizer(get(SettingTable.TAGS), ", \t\n\r\f");
    while (given.hasMoreTokens()) {
      String tag = given.nextToken();
      int colon = tag.indexOf(':');
      if (colon > 0 && colon < tag.length() - 1) {
        tags.put(tag.substring(0, colon), tag.substring(colon + 1));
      }
    }
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

package io.athena.apm.core.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The file of settings: YAML, nested or with dotted keys. Read on the athena-apm thread. */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Reads a file into dotted keys.
   *
   * @param problems gets one clear sentence where the file can't be used
   * @return empty where it can't
   */
  public static Map<String, String> read(Path file, Consumer<String> problems) {
    Map<String, String> settings = new HashMap<>();
    try {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (document instanceof Map<?, ?> map) {
        flatten("", map, settings);
      } else {
        problems.accept(
            "config " + file + (document == null ? " is empty" : " is not a map of settings"));
      }
    } catch (IOException | YamlEngineException unusable) {
      problems.accept("config " + file + " " + reason(unusable) + "; it is ignored");
    }
    return settings;
  }

  private static String reason(Exception problem) {
    if (problem instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (problem instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      return "is not YAML: line "
          + (marked.getProblemMark().get().getLine() + 1)
          + ": "
          + marked.getProblem();
    }
    return "can't be read (" + problem.getClass().getSimpleName() + ")";
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> settings) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> nested) {
        flatten(key + ".", nested, settings);
      } else {
        settings.put(key, text(entry.getValue()));
      }
    }
  }

  private static String text(Object value) {
    if (!(value instanceof List<?> list)) {
      return value == null ? "" : value.toString();
    }
    StringJoiner joined = new StringJoiner(",");
    for (Object item : list) {
      joined.add(String.valueOf(item));
    }
    return joined.toString();
  }
}

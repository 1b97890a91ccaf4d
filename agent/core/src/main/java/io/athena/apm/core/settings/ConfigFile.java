package io.athena.apm.core.settings;

import io.athena.apm.core.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

/** Reads the file of settings: YAML, nested or with dotted keys. Used by the athena-apm thread. */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Reads a file as {@link #read(Path, Consumer)} does; its name may be invalid in this JVM's
   * locale.
   */
  public static Map<String, String> read(String file, Consumer<String> problems) {
    try {
      return read(Path.of(file), problems);
    } catch (InvalidPathException unusable) {
      problems.accept(
          "config " + Excerpt.of(file) + " is not a file name in this locale; it is ignored");
      return new HashMap<>();
    }
  }

  /**
   * Reads a file into dotted keys. Where it can't be used, returns none and reports one sentence.
   */
  public static Map<String, String> read(Path file, Consumer<String> problems) {
    Map<String, String> settings = new HashMap<>();
    try {
      Object document = new Load(yaml()).loadFromString(Files.readString(file));
      if (document instanceof Map<?, ?> map) {
        flatten("", map, settings);
      } else {
        problems.accept(
            "config " + file + (document == null ? " is empty" : " is not a map of settings"));
      }
    } catch (IOException | YamlEngineException | StackOverflowError unusable) {
      problems.accept("config " + file + " " + reason(unusable) + "; it is ignored");
    }
    return settings;
  }

  /** Aliases of maps and lists are refused: a few of them can make billions of keys. */
  private static LoadSettings yaml() {
    return LoadSettings.builder()
        .setSchema(new VerbatimSchema())
        .setMaxAliasesForCollections(0)
        .build();
  }

  private static String reason(Throwable problem) {
    if (problem instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (problem instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      return "is not YAML: line "
          + (marked.getProblemMark().get().getLine() + 1)
          + ": "
          + withoutValue(marked.getProblem());
    }
    return "can't be read (" + problem.getClass().getSimpleName() + ")";
  }

  /**
   * Removes the end of the text, which may quote a value: an API key that begins with {@code *}.
   */
  private static String withoutValue(String problem) {
    return problem.replaceFirst("(alias|tag|handle) .*", "$1");
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> settings) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> nested) {
        if (key.equals(SettingTable.CACHE_NAMES.key())) {
          settings.put(key, pairs(nested));
        } else {
          flatten(key + ".", nested, settings);
        }
      } else {
        settings.put(key, text(entry.getValue()));
      }
    }
  }

  private static String pairs(Map<?, ?> map) {
    StringJoiner joined = new StringJoiner(",");
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      joined.add(entry.getKey() + "=" + text(entry.getValue()));
    }
    return joined.toString();
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

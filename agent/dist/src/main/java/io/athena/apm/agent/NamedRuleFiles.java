package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.text.Excerpt;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Parses the setting {@code rules}: file names, separated by commas. */
final class NamedRuleFiles {

  private NamedRuleFiles() {}

  /** Returns the paths; logs names that are no valid file names. */
  static List<Path> of(String files, AgentLog log) {
    List<Path> paths = new ArrayList<>();
    for (String file : files.split(",", -1)) {
      if (!file.isBlank()) {
        add(file.trim(), paths, log);
      }
    }
    return paths;
  }

  private static void add(String file, List<Path> paths, AgentLog log) {
    try {
      paths.add(Path.of(file));
    } catch (InvalidPathException unusable) {
      log.warn("rules " + Excerpt.of(file) + " is not a file name in this locale; it is ignored");
    }
  }
}

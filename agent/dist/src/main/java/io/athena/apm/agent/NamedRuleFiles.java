package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.text.Excerpt;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that the setting {@code rules} names, with commas between them. */
final class NamedRuleFiles {

  private NamedRuleFiles() {}

  /** Their paths; says which of the names can be none. */
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

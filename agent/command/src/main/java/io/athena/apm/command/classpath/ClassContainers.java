package io.athena.apm.command.classpath;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Opens the entries of a class path in their order, and lists those it can't open. */
final class ClassContainers {

  private final List<ClassContainer> opened = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  List<ClassContainer> opened() {
    return opened;
  }

  List<String> problems() {
    return problems;
  }

  /** Opens the entries of a path that is written as for {@code java -cp}. */
  void add(String path) {
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        addEntry(entry);
      }
    }
  }

  private void addEntry(String entry) {
    try {
      boolean all =
          entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
      Path path = Path.of(all ? entry.substring(0, entry.length() - 1) : entry);
      if (!Files.exists(path)) {
        problems.add("class path: " + entry + " does not exist");
      } else if (all) {
        addJars(path);
      } else {
        open(path);
      }
    } catch (IOException | InvalidPathException unreadable) {
      problems.add("class path: " + entry + " can't be read: " + unreadable.getMessage());
    }
  }

  private void addJars(Path directory) throws IOException {
    Set<Path> jars = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{jar,JAR}")) {
      found.forEach(jars::add);
    }
    for (Path jar : jars) {
      open(jar);
    }
  }

  private void open(Path path) throws IOException {
    if (!seen.add(path.toAbsolutePath().normalize())) {
      return;
    }
    if (Files.isDirectory(path)) {
      opened.add(DirectoryClasses.of(path));
      return;
    }
    JarClasses jar = JarClasses.of(path);
    opened.add(jar);
    opened.addAll(jar.libraries());
    for (String reference : jar.references()) {
      Path further = path.resolveSibling(reference);
      // The JVM, too, ignores entries of a manifest that do not exist.
      if (Files.exists(further)) {
        open(further);
      }
    }
  }
}

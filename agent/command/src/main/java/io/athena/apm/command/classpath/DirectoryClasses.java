package io.athena.apm.command.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class files below a directory. */
record DirectoryClasses(Path root, Set<String> files) implements ClassContainer {

  static DirectoryClasses of(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return new DirectoryClasses(
          root,
          paths
              .map(path -> root.relativize(path).toString().replace('\\', '/'))
              .filter(ClassPath::isClass)
              .collect(Collectors.toSet()));
    }
  }

  @Override
  public byte[] read(String file) throws IOException {
    return Files.readAllBytes(root.resolve(file));
  }

  @Override
  public void close() {}
}

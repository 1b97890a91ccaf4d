package io.athena.apm.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the commands find what was built.
 *
 * @param target this module's build folder
 * @param agent the agent's jar
 */
public record Workspace(Path target, Path agent) {

  /**
   * As the commands hand it over, in the properties {@code benchmark.target} and {@code .agent}.
   */
  public static Workspace fromProperties() {
    return new Workspace(property("benchmark.target"), property("benchmark.agent"));
  }

  private static Path property(String name) {
    var value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the commands jmh, startup and idle set " + name);
    }
    return Path.of(value).toAbsolutePath();
  }

  /** The programs without a library. */
  List<Path> ownJar() {
    return List.of(target.resolve("athena-apm-benchmarks.jar"));
  }

  /** The programs and the libraries they use. */
  List<Path> withLibraries() {
    var jars = new ArrayList<>(ownJar());
    jars.addAll(jarsIn("lib/program"));
    return jars;
  }

  /** The programs and the API. */
  List<Path> withApi() {
    var jars = new ArrayList<>(ownJar());
    jarsIn("lib/harness").stream()
        .filter(jar -> jar.getFileName().toString().startsWith("athena-apm-api"))
        .forEach(jars::add);
    return jars;
  }

  /** Empty where the folder is missing. */
  List<Path> jarsIn(String folder) {
    var path = target.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

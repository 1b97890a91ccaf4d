package io.athena.apm.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library's earlier version that tests run against: a line of {@code library-versions.txt}.
 *
 * @param module the folder of the module that has the tests
 * @param tests a pattern of their simple class names
 * @param artifacts each {@code groupId:artifactId:version}
 */
record LibraryVersion(
    String library, String version, Path module, String tests, List<String> artifacts) {

  private static final Path FILE = Path.of("library-versions.txt");
  private static final String RUN = "# Last full run: ";

  static List<LibraryVersion> all() {
    return lines().filter(line -> !line.startsWith("#")).map(LibraryVersion::parse).toList();
  }

  private static Stream<String> lines() {
    try {
      return Files.readAllLines(FILE).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LibraryVersion parse(String line) {
    var words = List.of(line.split(" +"));
    return new LibraryVersion(
        words.get(0),
        words.get(1),
        Path.of("../..", words.get(2)),
        words.get(3),
        words.stream()
            .skip(4)
            .map(
                artifact ->
                    artifact.split(":").length == 3 ? artifact : artifact + ":" + words.get(1))
            .toList());
  }

  /** Records that the tests passed with each version. */
  static void noteFullRun(LocalDate date) throws IOException {
    Files.writeString(FILE, Files.readString(FILE).replaceFirst(RUN + ".*", RUN + date));
  }

  /** The date that was recorded. */
  static String lastFullRun() {
    return lines()
        .filter(line -> line.startsWith(RUN))
        .findFirst()
        .orElseThrow()
        .substring(RUN.length());
  }

  /** True for a jar of the newest version: one of the same groups as the artifacts. */
  boolean replaces(Path jar) {
    var group = jar.getParent().getParent().getParent();
    return artifacts.stream()
        .map(artifact -> Path.of(artifact.split(":")[0].replace('.', '/')))
        .anyMatch(group::endsWith);
  }

  /** Names a parameterised test. */
  @Override
  public String toString() {
    return library + " " + version;
  }
}

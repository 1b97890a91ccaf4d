package io.athena.apm.kit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A Java development kit on this machine.
 *
 * @param home the folder that holds {@code bin} and {@code release}
 * @param feature the feature version: 17, 25
 * @param version the full version as the {@code release} file has it: 25.0.3+9-LTS
 */
public record Jdk(Path home, int feature, String version) {

  /** The JDK that runs this code. */
  public static Jdk running() {
    var version = Runtime.version();
    return new Jdk(Path.of(System.getProperty("java.home")), version.feature(), version.toString());
  }

  /** The executable that starts a JVM. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  /**
   * Checks that this JDK has at least this feature version.
   *
   * @throws org.opentest4j.TestAbortedException where it is older, as {@link Requirement#that} does
   * @throws AssertionError where it is older and servers are required
   */
  public void require(int oldest) {
    Requirement.that(feature >= oldest, "a JDK " + oldest + " or later is not on this machine");
  }

  /** Short, because it names parameterised tests. */
  @Override
  public String toString() {
    return "JDK " + version;
  }

  /** Empty where the folder is no JDK, or a JDK older than 9. */
  static Optional<Jdk> at(Path home) {
    var executables = home.resolve("bin");
    var complete =
        Files.isExecutable(executables.resolve("java"))
            && Files.isExecutable(executables.resolve("javac"))
            && Files.isReadable(home.resolve("release"));
    return complete ? read(home) : Optional.empty();
  }

  private static Optional<Jdk> read(Path home) {
    var release = release(home);
    var version = release.getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION"));
    if (version == null) {
      return Optional.empty();
    }
    var unquoted = version.replace("\"", "");
    return parsed(unquoted).map(runtime -> new Jdk(home, runtime.feature(), unquoted));
  }

  private static Properties release(Path home) {
    var release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
      return release;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Runtime.Version> parsed(String version) {
    try {
      return Optional.of(Runtime.Version.parse(version));
    } catch (IllegalArgumentException e) {
      // Java 8 calls itself 1.8.0_292-b10.
      return Optional.empty();
    }
  }
}

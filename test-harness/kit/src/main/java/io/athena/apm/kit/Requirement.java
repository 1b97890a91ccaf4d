package io.athena.apm.kit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Checks what a test needs from this machine: a server, a program.
 *
 * <p>Where it is missing, JUnit skips the test with a message. With {@code
 * -Dathena.require.servers=true}, as continuous integration sets it, the test fails instead.
 */
public final class Requirement {

  private static final String STRICT = "athena.require.servers";

  private static final String SERVERS =
      File.pathSeparator + "/usr/local/sbin" + File.pathSeparator + "/usr/sbin";

  private Requirement() {}

  /**
   * Skips the test unless the requirement is met.
   *
   * @param otherwise what is missing and, if it helps, how to get it
   * @throws org.opentest4j.TestAbortedException when it is not met: JUnit reports a skipped test
   * @throws AssertionError when it is not met and servers are required
   */
  public static void that(boolean met, String otherwise) {
    that(met, otherwise, Boolean.getBoolean(STRICT));
  }

  static void that(boolean met, String otherwise, boolean strict) {
    if (strict && !met) {
      throw new AssertionError(otherwise + " (and " + STRICT + " is set)");
    }
    Assumptions.assumeTrue(met, otherwise);
  }

  /**
   * Finds the executable of this name on the PATH or in root's additional folders.
   *
   * @throws org.opentest4j.TestAbortedException when there is none, as {@link #that} does
   * @throws AssertionError when there is none and servers are required
   */
  public static Path program(String name) {
    var path = System.getenv().getOrDefault("PATH", "") + SERVERS;
    var found =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(path)
            .map(folder -> Path.of(folder, name))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst();
    that(found.isPresent(), name + " is not on the PATH");
    return found.orElseThrow();
  }
}

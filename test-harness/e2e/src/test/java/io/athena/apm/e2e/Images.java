package io.athena.apm.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates JVMs of few modules by jlink. */
final class Images {

  private Images() {}

  /**
   * Creates a JVM.
   *
   * @param modules separated by commas
   * @param directory holds the application's modules, if any; gets the JVM in its folder {@code
   *     image}
   */
  static Jdk of(Jdk jdk, String modules, Path directory) throws IOException {
    var home = directory.resolve("image");
    var jlink = jdk.home().resolve("bin").resolve("jlink").toString();
    var process =
        new ProcessBuilder(
                jlink,
                "-p",
                directory.toString(),
                "--add-modules",
                modules,
                "--output",
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("jlink.txt").toFile())
            .start();
    var status = process.onExit().orTimeout(60, SECONDS).join().exitValue();
    Requirement.that(
        status == 0,
        "jlink cannot make a JVM: " + Files.readString(directory.resolve("jlink.txt")));
    return new Jdk(home, jdk.feature(), jdk.version());
  }
}

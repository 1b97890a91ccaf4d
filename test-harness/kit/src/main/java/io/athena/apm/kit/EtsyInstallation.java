package io.athena.apm.kit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The reference server's package, fetched by npm once for each kit directory.
 *
 * <p>A folder with the final name is complete: npm works in a folder of its own, which is renamed
 * at the end. A file lock keeps two JVMs from doing the work twice, a monitor two threads of one.
 */
final class EtsyInstallation {

  private static final String VERSION = "0.9.0";
  private static final Duration NPM = Duration.ofMinutes(3);

  private EtsyInstallation() {}

  /** The folder that holds {@code node_modules/statsd}; installs it first where it is missing. */
  static Path folder() {
    return folder(Path.of(System.getProperty("athena.kit.directory", "target/kit")));
  }

  static synchronized Path folder(Path kit) {
    var complete = kit.resolve("statsd-" + VERSION).toAbsolutePath();
    try {
      Files.createDirectories(kit);
      try (var file = FileChannel.open(kit.resolve("npm.lock"), CREATE, WRITE);
          var held = file.lock()) {
        if (held.isValid() && !Files.isDirectory(complete)) {
          install(Files.createTempDirectory(kit, "npm-").toAbsolutePath(), complete);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return complete;
  }

  private static void install(Path fresh, Path complete) throws IOException {
    try (var npm = LoggedProcess.start(new ProcessBuilder(command(fresh)))) {
      var installed = npm.awaitExit(NPM) == 0;
      Requirement.that(installed, "npm could not install statsd: " + npm.err());
    }
    Files.move(fresh, complete, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The optional packages are native code for logging to syslog and a Windows service. */
  private static List<String> command(Path folder) {
    return List.of(
        Requirement.program("npm").toString(),
        "install",
        "--prefix=" + folder,
        "--omit=optional",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--loglevel=error",
        "statsd@" + VERSION);
  }
}

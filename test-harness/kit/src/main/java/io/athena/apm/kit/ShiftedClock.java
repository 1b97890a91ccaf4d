package io.athena.apm.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The wall clock of a JVM, which a test changes while the JVM runs. The monotonic clock is
 * unaffected, as on a machine whose clock is set.
 *
 * <p>Uses libfaketime (Debian package {@code faketime}), which reads a file at each call.
 */
public final class ShiftedClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketime.so.1";

  private final Path file;
  private final Path library;

  private ShiftedClock(Path file, Path library) {
    this.file = file;
    this.library = library;
  }

  /**
   * Creates a clock that shows the real time, with its file in this folder.
   *
   * @throws org.opentest4j.TestAbortedException where libfaketime is missing, by the rule of {@link
   *     Requirement}
   */
  public static ShiftedClock in(Path directory) {
    var clock = new ShiftedClock(directory.resolve("clock"), library());
    clock.shift("+0");
    return clock;
  }

  private static Path library() {
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      var found =
          Stream.concat(Stream.of(LIBRARIES), folders)
              .map(folder -> folder.resolve(LIBRARY))
              .filter(Files::exists)
              .findFirst();
      Requirement.that(found.isPresent(), "libfaketime is not below " + LIBRARIES);
      return found.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a JVM use this clock. */
  public ForkedJvmBuilder appliedTo(ForkedJvmBuilder jvm) {
    // Without the last, waits that are timed by the monotonic clock end at once.
    return jvm.environment("LD_PRELOAD", library.toString())
        .environment("FAKETIME_TIMESTAMP_FILE", file.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Sets the offset to the real time: {@code +1d}, {@code -2d}. */
  public void shift(String offset) {
    try {
      var written = Files.writeString(file.resolveSibling("clock.new"), offset + "\n");
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

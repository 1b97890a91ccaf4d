package io.athena.apm.kit;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the JDKs of this machine. */
public final class Jdks {

  private static final int OLDEST = 17;

  private Jdks() {}

  /**
   * Every JDK from 17 on in the usual places, each full version once, oldest first. The running JDK
   * is always included. For {@code @MethodSource("io.athena.apm.kit.Jdks#found")}, in tests of what
   * differs between JDKs: they run on each in every build.
   */
  public static List<Jdk> found() {
    return among(Stream.concat(namedHomes(), installationFolders().flatMap(Jdks::homesIn)));
  }

  /**
   * The JDKs that forked tests run on in this build: the running one, or all of {@link #found()}
   * where the system property {@code athena.compatibility} is true (Maven's {@code
   * -Pcompatibility}). For {@code @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")}.
   */
  public static List<Jdk> ofThisBuild() {
    return Boolean.getBoolean("athena.compatibility") ? found() : List.of(Jdk.running());
  }

  /**
   * All JDKs from this feature version on. Where there is none, the running JDK, so that {@link
   * Jdk#require} skips a parameterised test; without arguments JUnit would fail it.
   */
  public static List<Jdk> from(int feature) {
    var jdks = found().stream().filter(jdk -> jdk.feature() >= feature).toList();
    return jdks.isEmpty() ? List.of(Jdk.running()) : jdks;
  }

  static List<Jdk> among(Stream<Path> homes) {
    Map<String, Jdk> byVersion = new LinkedHashMap<>();
    homes
        .flatMap(home -> realPath(home).stream())
        .distinct()
        .flatMap(home -> Jdk.at(home).stream())
        .filter(jdk -> jdk.feature() >= OLDEST)
        .forEach(jdk -> byVersion.putIfAbsent(jdk.version(), jdk));
    return byVersion.values().stream()
        .sorted(comparing(jdk -> Runtime.Version.parse(jdk.version())))
        .toList();
  }

  private static Stream<Path> namedHomes() {
    return Stream.of(
            Optional.of(System.getProperty("java.home")),
            Optional.ofNullable(System.getenv("JAVA_HOME")))
        .flatMap(Optional::stream)
        .map(Path::of);
  }

  private static Stream<Path> installationFolders() {
    var user = Path.of(System.getProperty("user.home"));
    return Stream.of(
        Path.of("/usr/lib/jvm"),
        Path.of("/opt"),
        user.resolve(".sdkman/candidates/java"),
        user.resolve(".jdks"),
        Path.of("/Library/Java/JavaVirtualMachines"));
  }

  /** On macOS the home lies inside a bundle. */
  private static Stream<Path> homesIn(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      return Stream.empty();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList().stream()
          .flatMap(entry -> Stream.of(entry, entry.resolve("Contents").resolve("Home")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> realPath(Path home) {
    try {
      return Optional.of(home.toRealPath());
    } catch (IOException e) {
      // A dangling link, or a folder that does not exist.
      return Optional.empty();
    }
  }
}

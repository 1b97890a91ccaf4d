package io.athena.apm.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.ParentPom;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules' tests, compiled against a library's newest version, pass with earlier ones. */
@EnabledIfSystemProperty(named = "athena.compatibility", matches = "true")
@Execution(ExecutionMode.CONCURRENT)
class LibraryVersionsIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String CONSOLE = "org.junit.platform:junit-platform-console:";
  private static final Predicate<String> SOME_PASSED =
      Pattern.compile("\\[ +[1-9]\\d* tests successful").asPredicate();
  private static final String PAGE = "libraries.md";
  private static final Set<LibraryVersion> PASSED = ConcurrentHashMap.newKeySet();

  /** All, or those of some libraries by {@code -Dathena.library="guava|jedis"}. */
  static List<LibraryVersion> versions() {
    var library = System.getProperty("athena.library");
    return LibraryVersion.all().stream()
        .filter(version -> library == null || version.library().matches(library))
        .toList();
  }

  /**
   * With {@code -Dathena.docs.write=true}, a full run writes its date into the matrix and the page.
   */
  @AfterAll
  static void noteFullRun() throws IOException {
    if (Boolean.getBoolean("athena.docs.write") && PASSED.containsAll(LibraryVersion.all())) {
      LibraryVersion.noteFullRun(LocalDate.now(ZoneOffset.UTC));
      Files.writeString(ReferencePagesTest.DOCS.resolve(PAGE), ReferencePages.all().get(PAGE));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void testsOfTheModule_pass(LibraryVersion version, @TempDir Path directory) throws Exception {
    var classPath = classPath(version, directory);
    for (var jdk : Jdks.ofThisBuild()) {
      assertTestsPass(jdk, version, classPath);
    }
    PASSED.add(version);
  }

  private static void assertTestsPass(Jdk jdk, LibraryVersion version, String classPath) {
    try (var jvm =
        ForkedJvm.builder()
            .jdk(jdk)
            .directory(version.module())
            .options("-ea")
            .property("athena.library.version", version.version())
            .classPath(
                classPath,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=summary",
                "--scan-class-path=target/test-classes",
                "--include-classname=.*[.](" + version.tests() + ")")
            .start()) {
      var exit = jvm.awaitExit(LIMIT);
      assertThat(exit).as(() -> jdk + ": " + String.join("\n", jvm.out())).isZero();
      assertThat(jvm.out()).anyMatch(SOME_PASSED);
    }
  }

  private static String classPath(LibraryVersion version, Path directory) throws Exception {
    var console = CONSOLE + ParentPom.version("junit");
    var earlier =
        ResolvedJars.of(Stream.concat(version.artifacts().stream(), Stream.of(console)), directory);
    var module = version.module().resolve("target").toAbsolutePath();
    var newest = ResolvedJars.split(Files.readString(module.resolve("test-class-path")));
    return Stream.of(
            Stream.of(module.resolve("classes"), module.resolve("test-classes")),
            earlier.stream(),
            newest.stream().filter(jar -> !version.replaces(jar) && !isOther(jar, earlier)))
        .flatMap(paths -> paths)
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }

  /** True for another version of the same artifact. */
  private static boolean isOther(Path jar, List<Path> jars) {
    return jars.stream().anyMatch(each -> folder(each).equals(folder(jar)));
  }

  private static Path folder(Path jar) {
    return jar.getParent().getParent();
  }
}

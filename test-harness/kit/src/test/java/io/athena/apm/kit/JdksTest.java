package io.athena.apm.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {

  @TempDir private Path folder;

  @Test
  void found_hasTheRunningJdk() {
    assertThat(Jdks.found()).extracting(Jdk::version).contains(Jdk.running().version());
  }

  @Test
  void found_hasExecutablesThatCallThemselvesWhatTheReleaseFileSays() {
    assertThat(Jdks.found())
        .allSatisfy(
            jdk -> {
              try (var process =
                  LoggedProcess.start(new ProcessBuilder(jdk.java() + "", "-version"))) {
                process.awaitErr(line -> line.contains(jdk.version()), jdk.version(), Limits.LONG);
              }
            });
  }

  @Test
  void from_isTheRunningJdkWhereNoneIsNewEnough_whichIsRefusedWithAMessage() {
    var jdks = Jdks.from(1_000);

    assertThat(jdks).containsExactly(Jdk.running());
    assertThatThrownBy(() -> jdks.get(0).require(1_000)).hasMessageContaining("JDK 1000 or later");
  }

  @Test
  void from_leavesOutWhatIsOlder() {
    assertThat(Jdks.from(17)).isEqualTo(Jdks.found()).allSatisfy(jdk -> jdk.require(17));
  }

  @Test
  void among_isSortedByVersionNotByText() throws IOException {
    var homes = Stream.of(jdk("a", "25.0.3+9-LTS"), jdk("b", "17.0.9+1"), jdk("c", "17.0.15+6"));

    assertThat(Jdks.among(homes))
        .extracting(Jdk::version)
        .containsExactly("17.0.9+1", "17.0.15+6", "25.0.3+9-LTS");
  }

  @Test
  void among_readsHomeFeatureAndVersion() throws IOException {
    var home = jdk("a", "21.0.4+7-Debian-1deb12u1");

    assertThat(Jdks.among(Stream.of(home)))
        .containsExactly(new Jdk(home.toRealPath(), 21, "21.0.4+7-Debian-1deb12u1"));
  }

  @Test
  void among_takesAFolderAndALinkToItOnce() throws IOException {
    var home = jdk("a", "17.0.15+6");
    var link = Files.createSymbolicLink(folder.resolve("link"), home);

    assertThat(Jdks.among(Stream.of(link, home))).hasSize(1);
  }

  @Test
  void among_takesTheFirstOfTwoWithTheSameVersion() throws IOException {
    var homes = Stream.of(jdk("a", "17.0.15+6"), jdk("b", "17.0.15+6"));

    assertThat(Jdks.among(homes))
        .extracting(Jdk::home)
        .containsExactly(folder.resolve("a").toRealPath());
  }

  @Test
  void among_leavesOutOldOnesAndFoldersThatAreNone() throws IOException {
    var homes =
        Stream.of(
            jdk("a", "11.0.2+9"),
            jdk("b", "1.8.0_292-b10"),
            folder.resolve("missing"),
            Files.createDirectory(folder.resolve("empty")));

    assertThat(Jdks.among(homes)).isEmpty();
  }

  private Path jdk(String name, String version) throws IOException {
    var home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
    for (var executable : new String[] {"java", "javac"}) {
      assertThat(Files.createFile(home.resolve("bin").resolve(executable)).toFile())
          .matches(file -> file.setExecutable(true));
    }
    Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    return home;
  }
}

package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.CacheBundle;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles of real containers: measured where the operator makes the agent visible to them. */
class OsgiIT {

  private static final String PROPERTY = "org.osgi.framework.bootdelegation";

  @TempDir Path directory;

  static Stream<Arguments> containers() {
    return Jdks.ofThisBuild().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, Artifacts.felix()), Arguments.of(jdk, Artifacts.equinox())));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void bundle_isMeasured_withTheContainersProperty(Jdk jdk, Path container) throws IOException {
    try (var server = UdpListener.start()) {
      var builder = program(jdk, container, server).property(PROPERTY, "io.athena.apm.*");
      try (var jvm = builder.start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
        assertThat(agentsLines(jvm)).hasSize(1);
        assertThat(jvm.out()).contains("value 4, entries: 5");
      }
      var totals = Measured.totals(server);
      assertThat(totals.counter("cache.hit", "library", "caffeine")).isEqualTo(5);
      assertThat(totals.counter("cache.miss", "library", "caffeine")).isEqualTo(5);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("containers")
  void bundle_isLeftAlone_withoutIt_andALineNamesIt(Jdk jdk, Path container) throws IOException {
    try (var server = UdpListener.start()) {
      try (var jvm = program(jdk, container, server).start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
        assertThat(jvm.out()).contains("value 4, entries: 5");
        assertThat(agentsLines(jvm))
            .hasSize(2)
            .last()
            .asString()
            .contains("set -D" + PROPERTY + "=io.athena.apm.*");
      }
      var totals = Measured.totals(server);
      assertThat(totals.has("cache.hit")).isFalse();
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  /** Felix makes JDK 25 warn of its own code. */
  private static List<String> agentsLines(ForkedJvm jvm) {
    return jvm.err().stream().filter(line -> line.startsWith("athena-apm: ")).toList();
  }

  private ForkedJvmBuilder program(Jdk jdk, Path container, UdpListener server) throws IOException {
    // The JVM warns of an archive that it can't use: the jar is on the bootstrap class path.
    return Measured.jvm(jdk, server.port())
        .options("-Xshare:off")
        .classPath(
            Artifacts.programs() + File.pathSeparator + container,
            "com.acme.BundlesMain",
            directory.resolve("storage").toString(),
            Artifacts.caffeine().toString(),
            bundle().toString());
  }

  private Path bundle() throws IOException {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "com.acme.bundle");
    attributes.putValue("Bundle-Activator", CacheBundle.class.getName());
    attributes.putValue("Import-Package", "org.osgi.framework,com.github.benmanes.caffeine.cache");
    var file = directory.resolve("bundle.jar");
    var entry = CacheBundle.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        var in = CacheBundle.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      in.transferTo(jar);
    }
    return file;
  }
}

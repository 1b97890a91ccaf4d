package io.athena.apm.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Creates a module of the programs that need only Caffeine. */
final class NamedModule {

  private static final String DESCRIPTOR =
      """
      module com.acme {
        requires com.github.benmanes.caffeine;
      }
      """;

  private NamedModule() {}

  /** The module path of the module {@code com.acme}. */
  static String create(Path folder) throws IOException {
    var source = new SourceCode("module-info.java", DESCRIPTOR);
    source.compileIn(folder, "--module-path", Artifacts.caffeine().toString());
    var jar = folder.resolve("com.acme.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), SmallJar.manifest())) {
      SmallJar.copy(Artifacts.programs(), "", out);
      SmallJar.add(
          "module-info.class", Files.readAllBytes(folder.resolve("module-info.class")), out);
    }
    return Artifacts.joined(Stream.of(jar, Artifacts.caffeine()));
  }
}

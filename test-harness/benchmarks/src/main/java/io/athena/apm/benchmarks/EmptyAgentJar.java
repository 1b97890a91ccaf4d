package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.EmptyAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of an agent that does nothing, but may do what ours may. */
final class EmptyAgentJar {

  private EmptyAgentJar() {}

  /** Writes the jar into a folder, in place of an older one. */
  static Path in(Path folder) {
    var jar = folder.resolve("empty-agent.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
      out.putNextEntry(new JarEntry(classFile()));
      try (var bytes = EmptyAgent.class.getClassLoader().getResourceAsStream(classFile())) {
        bytes.transferTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static String classFile() {
    return EmptyAgent.class.getName().replace('.', '/') + ".class";
  }

  private static Manifest manifest() {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", EmptyAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    return manifest;
  }
}

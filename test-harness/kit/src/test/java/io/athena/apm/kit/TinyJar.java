package io.athena.apm.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar of one class. */
final class TinyJar {

  private TinyJar() {}

  /** Writes the class, and its name as this attribute of the manifest. */
  static Path in(Path folder, Attributes.Name attribute, Class<?> type) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(attribute, type.getName());
    var entry = type.getName().replace('.', '/') + ".class";
    var jar = folder.resolve("tiny.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = type.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
    }
    return jar;
  }
}

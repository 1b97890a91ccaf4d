package io.athena.apm.e2e;

import static java.util.jar.Attributes.Name.MAIN_CLASS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Creates an executable jar with nested jars, as Spring Boot's build plugins do. */
final class SpringBootJar {

  private SpringBootJar() {}

  static Path create(Path file, String mainClass, Path... libraries) throws IOException {
    var manifest = SmallJar.manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    attributes.putValue("Start-Class", mainClass);
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      SmallJar.copy(Artifacts.springBootLoader(), "", jar);
      jar.putNextEntry(new JarEntry("BOOT-INF/classes/"));
      SmallJar.copy(Artifacts.programs(), "BOOT-INF/classes/", jar);
      jar.putNextEntry(new JarEntry("BOOT-INF/lib/"));
      for (var library : libraries) {
        addUncompressed(library, jar);
      }
    }
    return file;
  }

  /** The loader reads nested jars in place, so they must be uncompressed. */
  private static void addUncompressed(Path library, JarOutputStream jar) throws IOException {
    var bytes = Files.readAllBytes(library);
    var checksum = new CRC32();
    checksum.update(bytes);
    var entry = new JarEntry("BOOT-INF/lib/" + library.getFileName());
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    jar.putNextEntry(entry);
    jar.write(bytes);
  }
}

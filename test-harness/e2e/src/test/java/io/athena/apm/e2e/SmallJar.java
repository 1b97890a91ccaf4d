package io.athena.apm.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Creates jars for tests. */
final class SmallJar {

  private SmallJar() {}

  /** A jar whose manifest names an agent, which is on the class path. */
  static Path agent(Path file, String premainClass) throws IOException {
    var manifest = manifest();
    manifest.getMainAttributes().putValue("Premain-Class", premainClass);
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  /** A jar of the class files below a folder. */
  static Path of(Path file, Path folder) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest());
        var files = Files.walk(folder)) {
      for (var path : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        add(folder.relativize(path).toString(), Files.readAllBytes(path), jar);
      }
    }
    return file;
  }

  static Manifest manifest() {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return manifest;
  }

  /** Copies the files of a jar into a folder of another. */
  static void copy(Path from, String folder, JarOutputStream to) throws IOException {
    try (var jar = new JarFile(from.toFile())) {
      for (var entry : jar.stream().filter(entry -> !isMetadata(entry)).toList()) {
        to.putNextEntry(new JarEntry(folder + entry.getName()));
        copy(jar, entry, to);
      }
    }
  }

  static void add(String name, byte[] bytes, JarOutputStream to) throws IOException {
    to.putNextEntry(new JarEntry(name));
    to.write(bytes);
  }

  private static boolean isMetadata(JarEntry entry) {
    return entry.isDirectory() || entry.getName().startsWith("META-INF/");
  }

  private static void copy(JarFile jar, JarEntry entry, OutputStream to) throws IOException {
    try (var in = jar.getInputStream(entry)) {
      in.transferTo(to);
    }
  }
}

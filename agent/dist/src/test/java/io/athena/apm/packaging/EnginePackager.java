package io.athena.apm.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The build's step from the engine's files to its archive, and of the entry points' mark. */
final class EnginePackager {

  private EnginePackager() {}

  /**
   * Packs a directory of files and marks the entry points.
   *
   * @param arguments the directory of the engine's files, the directory of the jar's files, the
   *     agent's version
   */
  public static void main(String... arguments) throws IOException, ReflectiveOperationException {
    Map<String, byte[]> files = files(Path.of(arguments[0]));
    StartRecording start = StartRecording.of(files);
    files.put("gate", start.gateNames().getBytes(StandardCharsets.ISO_8859_1));
    files.put("gate.log", start.logNames().getBytes(StandardCharsets.ISO_8859_1));
    files.put("version", arguments[2].getBytes(StandardCharsets.UTF_8));
    Path jar = Path.of(arguments[1]);
    EntryPoints.mark(jar);
    Path target = jar.resolve("agent/engine");
    Files.createDirectories(target.getParent());
    Files.write(target, new ArchiveWriter(files, start.files()).bytes());
  }

  /** Reads a directory. Class files lose their debug attributes there, too. */
  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        files.put(name, name.endsWith(".class") ? stripped(name, path) : Files.readAllBytes(path));
      }
    }
    return files;
  }

  private static byte[] stripped(String name, Path path) throws IOException {
    byte[] classFile = DebugAttributes.strip(name, Files.readAllBytes(path));
    Files.write(path, classFile);
    return classFile;
  }
}

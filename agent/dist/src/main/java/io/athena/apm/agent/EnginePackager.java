package io.athena.apm.agent;

import io.athena.apm.core.weaving.HookTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * Run by the build, not part of the jar: packs the engine's files into the one entry that {@code
 * io.athena.apm.premain.EngineArchive} reads, where its format is described, and writes the names
 * of the gate.
 */
final class EnginePackager {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Packed(String name, byte[] bytes, int size) {}

  private EnginePackager() {}

  /**
   * Packs a directory.
   *
   * @param arguments the directory of the engine's files, the file to write, the agent's version
   */
  public static void main(String... arguments) throws IOException {
    Path target = Path.of(arguments[1]);
    Files.createDirectories(target.getParent());
    Map<String, byte[]> files = files(Path.of(arguments[0]));
    files.put(Version.FILE, arguments[2].getBytes(StandardCharsets.UTF_8));
    Files.write(target, archive(files));
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    }
    files.put(
        "gate",
        new HookTable(Instrumentations.all()).gateNames().getBytes(StandardCharsets.ISO_8859_1));
    return files;
  }

  private static byte[] archive(Map<String, byte[]> files) throws IOException {
    Map<Long, Packed> sorted = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Packed packed = pack(file.getKey(), file.getValue());
      Packed other = sorted.put(key(file.getKey()), packed);
      if (other != null) {
        throw new IOException(other.name() + " and " + packed.name() + " have the same key");
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(sorted.size());
    int offset = 0;
    for (Map.Entry<Long, Packed> row : sorted.entrySet()) {
      out.writeLong(row.getKey());
      out.writeInt(offset);
      out.writeInt(row.getValue().bytes().length);
      out.writeInt(row.getValue().size());
      offset += row.getValue().bytes().length;
    }
    for (Packed file : List.copyOf(sorted.values())) {
      out.write(file.bytes());
    }
    return bytes.toByteArray();
  }

  private static long key(String name) {
    return ((long) name.length() << 32) | (name.hashCode() & 0xffffffffL);
  }

  private static Packed pack(String name, byte[] file) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(file);
    deflater.finish();
    byte[] packed = new byte[file.length];
    int length = deflater.deflate(packed);
    boolean smaller = deflater.finished() && length < file.length;
    deflater.end();
    return new Packed(name, smaller ? Arrays.copyOf(packed, length) : file, file.length);
  }
}

package io.athena.apm.packaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes the format that {@code io.athena.apm.premain.EngineArchive} describes. */
final class ArchiveWriter {

  private record Row(String name, int offset, int packed, int size) {}

  private final Map<Long, Row> rows = new TreeMap<>();
  private final ByteArrayOutputStream solid = new ByteArrayOutputStream();
  private final ByteArrayOutputStream others = new ByteArrayOutputStream();

  /**
   * An archive of files by name.
   *
   * @param inEveryStart the names of those that go into the solid part
   */
  ArchiveWriter(Map<String, byte[]> files, Set<String> inEveryStart) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (inEveryStart.contains(file.getKey())) {
        add(new Row(file.getKey(), solid.size(), -1, file.getValue().length));
        solid.writeBytes(file.getValue());
      } else {
        byte[] packed = deflate(file.getValue());
        boolean smaller = packed.length < file.getValue().length;
        byte[] bytes = smaller ? packed : file.getValue();
        add(new Row(file.getKey(), others.size(), bytes.length, file.getValue().length));
        others.writeBytes(bytes);
      }
    }
  }

  private void add(Row row) throws IOException {
    long key = ((long) row.name().length() << 32) | (row.name().hashCode() & 0xffffffffL);
    Row other = rows.put(key, row);
    if (other != null) {
      throw new IOException(other.name() + " and " + row.name() + " have the same key");
    }
  }

  byte[] bytes() throws IOException {
    byte[] packed = deflate(solid.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(rows.size());
    out.writeInt(packed.length);
    out.writeInt(solid.size());
    for (long key : rows.keySet()) {
      out.writeLong(key);
    }
    for (Row row : rows.values()) {
      out.writeInt(row.offset());
      out.writeInt(row.packed());
      out.writeInt(row.size());
    }
    out.write(packed);
    out.write(others.toByteArray());
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] file) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(file);
    deflater.finish();
    byte[] packed = new byte[file.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }
}

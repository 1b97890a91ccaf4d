package io.athena.apm.premain;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;

/**
 * The engine's files, all in one uncompressed entry of the agent's jar.
 *
 * <p>Threads may read at once. The file stays open for the life of the JVM.
 */
/*
 * Why not an entry for each class
 *
 * The system class loader indexes every entry of a jar on its path when it first looks into it:
 * code that runs interpreted, on the main thread, before main. 3,000 entries took 5 ms of the 6 to
 * 8 that an agent may add to a start (docs/performance.md). This index needs no reading at all: it
 * is sorted, and searched where it lies.
 *
 *   int count | count * (long key, int offset, int packed, int size), sorted by key | files
 *
 * A key is the name's length and its String.hashCode; the build makes sure that no two are equal.
 * A file is deflated where packed < size. Offsets count from the end of the index.
 */
final class EngineArchive {

  /** Where the archive is in the agent's jar. */
  static final String ENTRY = "agent/engine";

  private static final int ROW = 20;

  private final JarFile jar;
  private final ZipEntry entry;
  private final ByteBuffer index;

  EngineArchive(File file) throws IOException {
    jar = new JarFile(file, false);
    entry = jar.getEntry(ENTRY);
    if (entry == null) {
      throw new IOException(file + " is not a whole agent: no " + ENTRY);
    }
    int count = ByteBuffer.wrap(read(0, 4)).getInt();
    index = ByteBuffer.wrap(read(4, count * ROW));
  }

  static long key(String name) {
    return ((long) name.length() << 32) | (name.hashCode() & 0xffffffffL);
  }

  /** The bytes of a file; null where there is none of that name. */
  byte[] file(String name) throws IOException {
    int row = find(key(name));
    if (row < 0) {
      return null;
    }
    int packed = index.getInt(row + 12);
    int size = index.getInt(row + 16);
    byte[] bytes = read(4 + index.capacity() + index.getInt(row + 8), packed);
    return packed == size ? bytes : inflate(bytes, size);
  }

  boolean contains(String name) {
    return find(key(name)) >= 0;
  }

  private int find(long key) {
    int low = 0;
    int high = index.capacity() / ROW - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = index.getLong(middle * ROW);
      if (found == key) {
        return middle * ROW;
      } else if (found < key) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private byte[] read(int offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (InputStream in = jar.getInputStream(entry)) {
      // The entry is stored, so this only moves a position.
      long skipped = in.skip(offset);
      int read = 0;
      while (read < length && skipped == offset) {
        int more = in.read(bytes, read, length - read);
        if (more < 0) {
          break;
        }
        read += more;
      }
      if (read < length) {
        throw new IOException(jar.getName() + " ends early");
      }
    }
    return bytes;
  }

  private static byte[] inflate(byte[] packed, int size) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] bytes = new byte[size];
      inflater.setInput(packed);
      if (inflater.inflate(bytes) != size) {
        throw new IOException("a file of the engine ends early");
      }
      return bytes;
    } catch (DataFormatException damaged) {
      throw new IOException(damaged);
    } finally {
      inflater.end();
    }
  }
}

package io.athena.apm.premain;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;

/**
 * The engine's files, all in one uncompressed entry of the agent's jar.
 *
 * <p>Thread-safe. The file stays open for the life of the JVM.
 */
/*
 * Why not an entry for each class
 *
 * The system class loader indexes every entry of a jar on its path when it first opens the jar, in
 * interpreted code, on the main thread, before main. 3,000 entries took 5 ms of the 6 to 8 that an
 * agent may add to a start (docs/performance.md). Each class loaded separately needs an input
 * stream and an inflater: inflating the 700 classes of the first weaving together saved 35 ms of
 * CPU. The index is read in bulk and searched in its stored form.
 *
 *   int count, int packed, int size     of the solid part
 *   long key[count]                     sorted
 *   int row[count][3]                   offset, packed, size
 *   solid part, deflated as one         the files that every start needs
 *   other files, each deflated where packed < size
 *
 * A key consists of the name's length and its String.hashCode; the build fails if two are equal. A
 * row with packed = -1 describes a file of the solid part, and its offset is within the inflated
 * part. Other offsets count from the end of the solid part.
 */
final class EngineArchive {

  /** The archive's entry in the agent's jar. */
  static final String ENTRY = "agent/engine";

  private static final int HEADER = 12;

  private final JarFile jar;
  private final ZipEntry entry;
  private final int solidPacked;
  private final int solidSize;
  private final long[] keys;
  private final int[] rows;

  private WeakReference<byte[]> solid = new WeakReference<byte[]>(null);

  /** The solid part while the engine starts; a class that is loaded later reads it again. */
  private byte[] kept;

  private boolean starting = true;

  EngineArchive(File file) throws IOException {
    jar = new JarFile(file, false);
    entry = jar.getEntry(ENTRY);
    if (entry == null) {
      throw new IOException(file + " is not a whole agent: no " + ENTRY);
    }
    ByteBuffer header = ByteBuffer.wrap(read(0, HEADER));
    keys = new long[header.getInt()];
    rows = new int[3 * keys.length];
    solidPacked = header.getInt();
    solidSize = header.getInt();
    ByteBuffer index = ByteBuffer.wrap(read(HEADER, keys.length * (8 + 12)));
    index.asLongBuffer().get(keys);
    index.position(8 * keys.length);
    index.asIntBuffer().get(rows);
  }

  static long key(String name) {
    return ((long) name.length() << 32) | (name.hashCode() & 0xffffffffL);
  }

  boolean contains(String name) {
    return Arrays.binarySearch(keys, key(name)) >= 0;
  }

  /** Returns a file's bytes, which must not be changed; null if there is no such file. */
  ByteBuffer file(String name) throws IOException {
    int row = 3 * Arrays.binarySearch(keys, key(name));
    if (row < 0) {
      return null;
    }
    int offset = rows[row];
    int packed = rows[row + 1];
    int size = rows[row + 2];
    if (packed < 0) {
      return ByteBuffer.wrap(solid(), offset, size);
    }
    byte[] bytes = read(HEADER + keys.length * (8 + 12) + solidPacked + offset, packed);
    return ByteBuffer.wrap(packed == size ? bytes : inflate(bytes, size));
  }

  /** Returns the content of a file; null if there is none of that name. */
  InputStream stream(String name) throws IOException {
    ByteBuffer bytes = file(name);
    return bytes == null
        ? null
        : new ByteArrayInputStream(
            bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  /** Releases the solid part: the engine has started. */
  synchronized void started() {
    starting = false;
    kept = null;
  }

  private synchronized byte[] solid() throws IOException {
    byte[] bytes = kept != null ? kept : solid.get();
    if (bytes == null) {
      bytes = inflate(read(HEADER + keys.length * (8 + 12), solidPacked), solidSize);
      solid = new WeakReference<byte[]>(bytes);
      kept = starting ? bytes : null;
    }
    return bytes;
  }

  private byte[] read(int offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (InputStream in = jar.getInputStream(entry)) {
      // The entry is not compressed, so this only moves a position.
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

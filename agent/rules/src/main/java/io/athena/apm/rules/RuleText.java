package io.athena.apm.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of a rules file, up to the maximum size. */
public final class RuleText {

  static final int MOST_BYTES = 1 << 20;

  private RuleText() {}

  /** Returns null, and adds a problem, if the file can't be used. */
  public static String read(Path file, Problems problems) {
    if (Files.isDirectory(file)) {
      problems.add(Origin.WHOLE_FILE, "this is a directory; name each of its files");
      return null;
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Reading a pipe would block until somebody writes to it.
      problems.add(Origin.WHOLE_FILE, "it is not a regular file");
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES ? tooLong(problems) : decode(bytes, problems);
    } catch (NoSuchFileException absent) {
      problems.add(Origin.WHOLE_FILE, "the file does not exist");
    } catch (IOException unreadable) {
      problems.add(
          Origin.WHOLE_FILE,
          "the file can't be read (" + unreadable.getClass().getSimpleName() + ")");
    }
    return null;
  }

  /** Adds the problem; returns null. */
  static String tooLong(Problems problems) {
    problems.add(1, "the file is longer than 1 MB, so it is not read");
    return null;
  }

  private static String decode(byte[] bytes, Problems problems) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
      return decoder.decode(buffer).toString();
    } catch (CharacterCodingException malformed) {
      problems.add(
          line(bytes, buffer.position()), "this line is not UTF-8, so the file is not read");
      return null;
    }
  }

  private static int line(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}

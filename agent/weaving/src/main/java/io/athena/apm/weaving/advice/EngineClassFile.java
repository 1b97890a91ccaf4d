package io.athena.apm.weaving.advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads class files of the engine: advice, and the class that primes the weaver. */
public final class EngineClassFile {

  private EngineClassFile() {}

  /**
   * Reads the file of a class without loading the class.
   *
   * @param name binary name
   */
  public static byte[] of(String name) {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = EngineClassFile.class.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }
}

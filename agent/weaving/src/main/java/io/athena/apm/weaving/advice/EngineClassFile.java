package io.athena.apm.weaving.advice;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads class files of the engine: advice, adapters, and the class that primes the weaver. */
public final class EngineClassFile {

  private EngineClassFile() {}

  /**
   * Reads the file of a class by its binary name without loading the class; throws if there is
   * none.
   */
  public static byte[] of(String name) {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = EngineClassFile.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }
}

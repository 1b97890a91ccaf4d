package io.athena.apm.core.weaving;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The class files of the engine's loader, by name. */
record EngineClassFiles(ClassLoader loader) implements ClassFileLocator {

  @Override
  public Resolution locate(String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? new Resolution.Illegal(name) : new Resolution.Explicit(in.readAllBytes());
    }
  }

  @Override
  public void close() {
    // The loader keeps its jar open for the life of the JVM.
  }
}

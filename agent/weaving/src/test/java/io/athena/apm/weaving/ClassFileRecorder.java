package io.athena.apm.weaving;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Comes after the weaver and so sees what it made of a class. */
public final class LastSeen implements ClassFileTransformer {

  private final Class<?> wanted;
  private byte[] bytes;

  /** Looks at one class. */
  public LastSeen(Class<?> wanted) {
    this.wanted = wanted;
  }

  /** The class file as it was the last time. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
    if (type == wanted) {
      bytes = file;
    }
    return null;
  }
}

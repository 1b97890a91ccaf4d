package io.athena.apm.weaving;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** A transformer after the weaver that keeps the woven class file. */
public final class ClassFileRecorder implements ClassFileTransformer {

  private final Class<?> wanted;
  private byte[] bytes;

  /** Keeps the files of one class. */
  public ClassFileRecorder(Class<?> wanted) {
    this.wanted = wanted;
  }

  /** The last class file; null before the class was transformed. */
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

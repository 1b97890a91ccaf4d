package io.athena.apm.weaving;

/** Puts advice into classes. Called on whichever thread loads the class. */
public interface Weaver {

  /**
   * Weaves one class.
   *
   * @param loader the loader that defines it; null for the JVM's own
   * @param name its binary name
   * @param classFile its bytes as they would be defined
   * @return null to leave it as it is
   */
  byte[] weave(ClassLoader loader, String name, byte[] classFile);
}

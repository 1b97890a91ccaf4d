package io.athena.apm.weaving;

/** Weaves classes. The thread that loads a class calls it. */
public interface Weaver {

  /**
   * Weaves one class.
   *
   * @param loader the loader that defines it; null for the bootstrap loader
   * @param name its binary name
   * @param classFile its bytes, which may include changes by other agents
   * @return null where nothing was woven
   */
  byte[] weave(ClassLoader loader, String name, byte[] classFile);
}

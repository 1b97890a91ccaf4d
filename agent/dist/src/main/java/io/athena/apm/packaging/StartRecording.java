package io.athena.apm.packaging;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Does what every start does - makes a weaver and primes it - through a loader that writes down
 * which files that takes. Their list needs no upkeep that way.
 */
final class StartRecording extends ClassLoader {

  private static final String RUNTIME_ZONE = "io.athena.apm.runtime.";
  private static final String OWN = "io/athena/apm/";

  private final Map<String, byte[]> engine;
  private final Set<String> used = new TreeSet<>();
  private String gateNames;

  private StartRecording(Map<String, byte[]> engine) {
    super(StartRecording.class.getClassLoader());
    this.engine = engine;
  }

  static StartRecording of(Map<String, byte[]> engine) throws ReflectiveOperationException {
    StartRecording recording = new StartRecording(engine);
    recording.gateNames =
        (String) recording.loadClass("io.athena.apm.agent.Rehearsal").getMethod("run").invoke(null);
    for (String file : engine.keySet()) {
      if (file.startsWith(OWN)) {
        recording.used.add(file);
      }
    }
    return recording;
  }

  /** The files that a start takes. */
  Set<String> files() {
    return used;
  }

  /** What the gate is to be filled with. */
  String gateNames() {
    return gateNames;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] classFile = engine.get(name.replace('.', '/') + ".class");
    if (classFile == null || name.startsWith(RUNTIME_ZONE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        used.add(name.replace('.', '/') + ".class");
        loaded = defineClass(name, classFile, 0, classFile.length);
      }
      return loaded;
    }
  }
}

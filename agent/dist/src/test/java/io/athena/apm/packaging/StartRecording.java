package io.athena.apm.packaging;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the start profile through a class loader that records which files it reads. So no list of
 * them has to be maintained.
 */
final class StartRecording extends ClassLoader {

  private static final String RUNTIME_ZONE = "io.athena.apm.runtime.";
  private static final String OWN = "io/athena/apm/";

  /** Classes of the agent that only rules and the commands of the jar need. */
  private static final List<String> SELDOM =
      List.of("io/athena/apm/rules/", "io/athena/apm/command/", "io/athena/apm/agent/Commands");

  private final Map<String, byte[]> engine;
  private final Set<String> used = new TreeSet<>();
  private boolean recording = true;
  private String gateNames;
  private String logNames;

  private StartRecording(Map<String, byte[]> engine) {
    super(StartRecording.class.getClassLoader());
    this.engine = engine;
  }

  static StartRecording of(Map<String, byte[]> engine) throws ReflectiveOperationException {
    StartRecording recording = new StartRecording(engine);
    Class<?> profile = recording.loadClass("io.athena.apm.agent.StartProfile");
    String hooks = (String) profile.getMethod("run").invoke(null);
    for (String file : engine.keySet()) {
      if (file.startsWith(OWN) && SELDOM.stream().noneMatch(file::startsWith)) {
        recording.used.add(file);
      }
    }
    recording.recording = false;
    recording.gateNames = hooks + profile.getMethod("ruleNames").invoke(null);
    recording.logNames = (String) profile.getMethod("logNames").invoke(null);
    return recording;
  }

  /** The files that every start reads. */
  Set<String> files() {
    return used;
  }

  /** The names of the classes that the gate stops. */
  String gateNames() {
    return gateNames;
  }

  /** The names of classes that the gate stops, too, where log events get ids. */
  String logNames() {
    return logNames;
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] file = engine.get(name);
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
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
        if (recording) {
          used.add(name.replace('.', '/') + ".class");
        }
        loaded = defineClass(name, classFile, 0, classFile.length);
      }
      return loaded;
    }
  }
}

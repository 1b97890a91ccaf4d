package io.athena.apm.instrumentation.logging;

import io.athena.apm.instrumentation.logging.sample.Log4jProgram;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An application with a Log4j to itself, which reads its system properties anew. */
final class ProgramLoader extends ClassLoader {

  private static final List<String> OWN =
      List.of("org.apache.logging.log4j.", "com.lmax.", Log4jProgram.class.getName());

  ProgramLoader() {
    super(ProgramLoader.class.getClassLoader());
  }

  /** Runs the program with these system properties. */
  @SuppressWarnings("unchecked")
  Map<String, String> run(Map<String, String> properties) throws ReflectiveOperationException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(this);
    properties.forEach(System::setProperty);
    try {
      Class<?> program = loadClass(Log4jProgram.class.getName());
      return ((Supplier<Map<String, String>>) program.getConstructor().newInstance()).get();
    } finally {
      properties.keySet().forEach(System::clearProperty);
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return OWN.stream().anyMatch(name::startsWith)
          ? define(name)
          : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] file = in.readAllBytes();
      return defineClass(name, file, 0, file.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}

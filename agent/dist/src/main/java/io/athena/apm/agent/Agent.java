package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingSources;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/**
 * The engine's entry, created by name from the premain zone on the thread athena-apm. The two sides
 * share only classes of the JDK and of the runtime zone, so the entry is a {@link Function}.
 */
/*
 * Why an array of objects
 *
 * A method with six parameters, called by reflection, makes JDK 18 and later spin a method handle
 * of that shape first: 15 classes and 60 ms of CPU in every start. For a method with one
 * parameter the JDK has a handle ready.
 */
public final class Agent implements Function<Object[], Runnable> {

  /** Called by name. */
  public Agent() {}

  /**
   * Starts the engine.
   *
   * @param given the agent argument, or null; the JVM's {@link Instrumentation}; the agent's jar;
   *     the thread that will run {@code main}, null if it already runs; the installed gate three
   *     times: as transformer, as the function that opens it, and as the test for the class names
   *     that it stops
   * @return the code that the thread runs next; null for none
   */
  @Override
  @SuppressWarnings("unchecked")
  public Runnable apply(Object[] given) {
    SettingSources sources =
        SettingSources.of((String) given[0], System.getProperties(), System.getenv());
    Instrumentation instrumentation = (Instrumentation) given[1];
    if (Containers.needBootstrap(sources.text("bootstrap"))) {
      append((File) given[2], instrumentation);
    }
    RuntimeZone.load(Agent.class.getClassLoader());
    return new Boot(
            sources,
            instrumentation,
            (Thread) given[3],
            (ClassFileTransformer) given[4],
            (Consumer<ClassFileTransformer>) given[5],
            (Predicate<String>) given[6])
        .run();
  }

  private static void append(File jar, Instrumentation instrumentation) {
    try {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.SettingTable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/**
 * The engine's entry, made by name from the premain zone on the thread athena-apm. The two sides
 * share no class but the JDK's and the runtime zone's, so it is a function.
 */
/*
 * Why an array of objects
 *
 * A method with six parameters, called by reflection, makes JDK 18 and later spin a method handle
 * of that shape first: 15 classes and 60 ms of CPU in every start. A constructor without any takes
 * what the JDK has ready.
 */
public final class Agent implements Function<Object[], Runnable> {

  /** Called by name. */
  public Agent() {}

  /**
   * Makes the engine ready.
   *
   * @param given what follows {@code =} in {@code -javaagent:jar=}, or null; the JVM's {@link
   *     Instrumentation}; the agent's jar; the thread that will run {@code main}, null where it
   *     runs already; the transformer that is installed; what opens it to a weaver; what knows the
   *     names that it stops; and, for the operator's rules, which files have been looked through,
   *     null for none, and three parts of {@link AwaitedClasses}
   * @return what the thread does from now on; null for nothing
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
            (Predicate<String>) given[6],
            awaited(given, sources.text(SettingTable.RULES.key())))
        .run();
  }

  /** All there are only where the premain zone looked through the files that are named here. */
  @SuppressWarnings("unchecked")
  private static AwaitedClasses awaited(Object[] given, String files) {
    return given[7] == null
        ? AwaitedClasses.unknown()
        : new AwaitedClasses(
            given[7].equals(files),
            (Set<String>) given[8],
            (BiPredicate<ClassLoader, String>) given[9],
            (Set<String>) given[10]);
  }

  private static void append(File jar, Instrumentation instrumentation) {
    try {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

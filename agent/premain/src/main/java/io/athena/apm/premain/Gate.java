package io.athena.apm.premain;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The transformer that the JVM calls for every class: looks the class name up and returns at once
 * for names that no instrumentation hooks.
 *
 * <p>Loads nothing of the engine. A class that matches waits until the weaver is set; the engine's
 * own thread never waits. The operator's rules have a transformer of their own.
 */
/*
 * Why the wait is bounded
 *
 * The thread that loads a matching class may hold a lock that the engine needs in order to start,
 * such as the initialisation lock of a JDK class. That is improbable, but a start that hangs is the
 * worst an agent can do. After the bound, which is one for the whole start, classes are not woven
 * and one line reports it; if the engine starts later, it retransforms them.
 */
final class Gate
    implements ClassFileTransformer, Consumer<ClassFileTransformer>, Predicate<String> {

  /** The resource of names, written by the build from all instrumentations' hooks. */
  static final String NAMES = "gate";

  /** The resource of names for applications whose log events get ids. */
  static final String LOG_NAMES = "gate.log";

  private static final long PATIENCE_SECONDS = 10;

  private final Set<String> types = new HashSet<>();
  private final Set<String> simpleNames = new HashSet<>();
  private final Set<String> libraries = new HashSet<>();
  private final ClassLoader engine;
  private final CountDownLatch open = new CountDownLatch(1);
  private final long deadline;
  private boolean reportedLate;

  private volatile ClassFileTransformer weaver;
  private volatile Thread engineThread;

  /**
   * Reads the names.
   *
   * @param names a line each: {@code com/example/Type} matches one class, {@code **}{@code
   *     /SimpleName} matches top-level and nested classes of any package except those of lines
   *     {@code !com/example/}
   * @param engine the agent's own loader, whose classes are never woven
   */
  Gate(String names, ClassLoader engine) {
    this(names, engine, PATIENCE_SECONDS);
  }

  Gate(String names, ClassLoader engine, long patienceSeconds) {
    this.engine = engine;
    this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    int from = 0;
    for (int end = names.indexOf('\n'); end >= 0; end = names.indexOf('\n', from)) {
      add(names.substring(from, end));
      from = end + 1;
    }
  }

  private void add(String line) {
    if (line.startsWith("**/")) {
      simpleNames.add(line.substring(3));
    } else if (line.startsWith("!")) {
      libraries.add(line.substring(1));
    } else {
      types.add(line);
    }
  }

  void engineThread(Thread thread) {
    engineThread = thread;
  }

  /**
   * Opens the gate: classes that wait, and classes that match later, go to the weaver.
   *
   * @param next the weaver; null if the start failed. Null after a weaver was set does nothing
   */
  @Override
  public void accept(ClassFileTransformer next) {
    if (next != null) {
      weaver = next;
    }
    open.countDown();
  }

  /** Whether a class matches, by its binary name. */
  @Override
  public boolean test(String name) {
    return matches(name.replace('.', '/'));
  }

  /** Whether a class with hooks was loaded before the gate was installed. */
  boolean hasMissed(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null && loader != engine && test(type.getName())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile)
      throws IllegalClassFormatException {
    if (loader == null) {
      return transformJdkClass(className, classBeingRedefined, protectionDomain, classFile);
    }
    if (loader == engine || className == null || !matches(className)) {
      return null;
    }
    if (weaver == null && Thread.currentThread() != engineThread) {
      await(className);
    }
    ClassFileTransformer next = weaver;
    return next == null
        ? null
        : next.transform(loader, className, classBeingRedefined, protectionDomain, classFile);
  }

  /** A class of the JDK never waits, and is passed on only when it is retransformed. */
  private byte[] transformJdkClass(
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile)
      throws IllegalClassFormatException {
    ClassFileTransformer next = classBeingRedefined == null ? null : weaver;
    return next == null
        ? null
        : next.transform(null, className, classBeingRedefined, protectionDomain, classFile);
  }

  private void await(String className) {
    LockSupport.unpark(engineThread);
    boolean interrupted = false;
    boolean opened = false;
    for (boolean waiting = true; waiting; ) {
      try {
        opened = open.await(remainingNanos(), TimeUnit.NANOSECONDS);
        waiting = false;
      } catch (InterruptedException applications) {
        // The interrupt is the application's and is restored below; the class still has to be
        // woven.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!opened) {
      reportLate(className + " and classes loaded until then run without instrumentation");
    }
  }

  /** How long the start may still hold up the application, in nanoseconds. */
  long remainingNanos() {
    return deadline - System.nanoTime();
  }

  /** Prints one line, the first time it is called: the engine did not start in time. */
  synchronized void reportLate(String consequence) {
    if (!reportedLate) {
      reportedLate = true;
      System.err.println(
          "athena-apm: was not ready within " + PATIENCE_SECONDS + " s; " + consequence);
    }
  }

  private boolean matches(String className) {
    if (types.contains(className)) {
      return true;
    }
    String simpleName = className.substring(className.lastIndexOf('/') + 1);
    int outer = simpleName.lastIndexOf('$');
    return (simpleNames.contains(simpleName)
            || (outer >= 0 && simpleNames.contains(simpleName.substring(outer + 1))))
        && !inLibrary(className);
  }

  private boolean inLibrary(String className) {
    for (String library : libraries) {
      if (className.startsWith(library)) {
        return true;
      }
    }
    return false;
  }
}

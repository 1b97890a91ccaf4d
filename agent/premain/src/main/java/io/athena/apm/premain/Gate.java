package io.athena.apm.premain;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The transformer that the JVM calls for every class: looks its name up and lets it pass.
 *
 * <p>Nothing of the engine is loaded for it. A class that matches waits until the weaver is there;
 * the engine's own thread never waits. What the operator's rules may mean besides goes to the
 * weaver where there is one.
 */
/*
 * Why the wait is bounded
 *
 * The thread that loads a matching class may hold a lock that the engine needs in order to become
 * ready, such as the initialisation of a JDK class. That is improbable, but a start that hangs is
 * the worst an agent can do. After the bound, which is one for the whole start, classes are left
 * alone and one line says so; should the engine come after all, it weaves them again.
 */
final class Gate
    implements ClassFileTransformer, Consumer<ClassFileTransformer>, Predicate<String> {

  /** The resource of names, written by the build from all instrumentations' hooks. */
  static final String NAMES = "gate";

  private static final long PATIENCE_SECONDS = 10;

  private final Set<String> types = new HashSet<>();
  private final Set<String> simpleNames = new HashSet<>();
  private final Set<String> ruleNames = new HashSet<>();
  private final Set<String> libraries = new HashSet<>();
  private final ClassLoader engine;
  private final CountDownLatch open = new CountDownLatch(1);
  private final long deadline;
  private BiPredicate<ClassLoader, String> rules;
  private boolean toldLate;

  private volatile ClassFileTransformer weaver;
  private volatile Thread engineThread;

  /**
   * A gate for these names.
   *
   * @param names a line each: {@code com/example/Type}, {@code **}{@code /SimpleName} in any
   *     package, nested or not, but those of lines {@code !com/example/}
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

  /**
   * Stops classes of these simple names, too, in any package. Called before the gate is installed.
   */
  void add(Set<String> names) {
    ruleNames.addAll(names);
  }

  /** Hands over classes of these, too, without a stop. Called before the gate is installed. */
  void handOver(BiPredicate<ClassLoader, String> some) {
    rules = some;
  }

  /** Stops the classes of these binary names, too. Called before the gate is installed. */
  void addTypes(Set<String> names) {
    for (String name : names) {
      types.add(name.replace('.', '/'));
    }
  }

  void engineThread(Thread thread) {
    engineThread = thread;
  }

  /**
   * Opens the gate: classes that wait, and all that come, are handed to the weaver.
   *
   * @param next the weaver; null where there will be none, and after it was given
   */
  @Override
  public void accept(ClassFileTransformer next) {
    if (next != null) {
      weaver = next;
    }
    open.countDown();
  }

  /** Whether a class is stopped, by its binary name. */
  @Override
  public boolean test(String name) {
    return matches(name.replace('.', '/'));
  }

  /** Whether a class with hooks was loaded before the gate was there. */
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
      return transformOfTheJvm(className, classBeingRedefined, protectionDomain, classFile);
    }
    if (loader == engine || className == null) {
      return null;
    }
    boolean stops = matches(className);
    if (!stops && (rules == null || !rules.test(loader, className))) {
      return null;
    }
    if (stops && weaver == null && Thread.currentThread() != engineThread) {
      await(className);
    }
    ClassFileTransformer next = weaver;
    return next == null
        ? null
        : next.transform(loader, className, classBeingRedefined, protectionDomain, classFile);
  }

  /** A class of the JDK never waits, and is handed on only where it is transformed again. */
  private byte[] transformOfTheJvm(
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
        // It is meant for the application, which gets it below; the class still has to be woven.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!opened) {
      tellLate(className + " runs unwoven, and so does what comes before it is");
    }
  }

  /** How long the start may still hold up the application. */
  long remainingNanos() {
    return deadline - System.nanoTime();
  }

  /** Says once that the engine is late. */
  synchronized void tellLate(String consequence) {
    if (!toldLate) {
      toldLate = true;
      System.err.println(
          "athena-apm: was not ready within " + PATIENCE_SECONDS + " s; " + consequence);
    }
  }

  private boolean matches(String className) {
    if (types.contains(className)) {
      return true;
    }
    String simpleName = className.substring(className.lastIndexOf('/') + 1);
    if (matches(className, simpleName)) {
      return true;
    }
    int outer = simpleName.lastIndexOf('$');
    return outer >= 0 && matches(className, simpleName.substring(outer + 1));
  }

  private boolean matches(String className, String simpleName) {
    return ruleNames.contains(simpleName)
        || (simpleNames.contains(simpleName) && !inLibrary(className));
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

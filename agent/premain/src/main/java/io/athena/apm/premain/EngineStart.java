package io.athena.apm.premain;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The thread of the agent, {@code athena-apm}, a daemon: it loads the engine while the application
 * starts, and is the engine's from then on.
 */
/*
 * Why it does not begin at once
 *
 * A JVM that exits waits, in steps of 10 ms, for threads in native code, and those that compile are
 * such threads. A program that ends at once would wait for the compilation of an engine that it
 * never needed. So the engine begins after a pause, or with the first class that has to be woven.
 */
final class EngineStart implements Runnable {

  private static final long PAUSE_NANOS = 20_000_000;
  private static final String ROOT = "io.athena.apm.agent.Agent";

  private final String arguments;
  private final Instrumentation instrumentation;
  private final File jar;
  private final Thread mainThread;
  private final EngineLoader engine;
  private final Gate gate;
  private final CountDownLatch booted = new CountDownLatch(1);
  private String ruleFiles;
  private RuleNames rules;
  private final Thread thread = new Thread(null, this, "athena-apm");

  /**
   * Reads the gate's names; loads nothing of the engine.
   *
   * @param mainThread the thread that will run {@code main}; null where it runs already
   */
  EngineStart(String arguments, Instrumentation instrumentation, File jar, Thread mainThread)
      throws IOException {
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    this.jar = jar;
    this.mainThread = mainThread;
    this.engine = new EngineLoader(jar, EngineStart.class.getClassLoader());
    this.gate = new Gate(engine.text(Gate.NAMES), engine);
  }

  Gate gate() {
    return gate;
  }

  /**
   * What the operator's rules mean. Called before begin.
   *
   * @param files as the setting names them
   */
  void rules(String files, RuleNames named) {
    gate.add(named.names());
    if (named.areAll()) {
      gate.addTypes(named.types());
      if (!named.handedOver().areNone()) {
        gate.handOver(named.handedOver());
      }
      ruleFiles = files;
      rules = named;
    }
  }

  void begin() {
    thread.setDaemon(true);
    // The application's loader as context would be kept alive, and asked for services of ours.
    thread.setContextClassLoader(engine);
    gate.engineThread(thread);
    thread.start();
  }

  /** Waits until the engine weaves, has given up, or has used up the time of a start. */
  void await() {
    LockSupport.unpark(thread);
    try {
      if (!booted.await(gate.remainingNanos(), TimeUnit.NANOSECONDS)) {
        gate.tellLate("the application goes on, unwoven until it is");
      }
    } catch (InterruptedException applications) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    if (mainThread != null) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    Runnable loop = null;
    try {
      loop = engine().apply(forTheEngine());
      if (loop == null) {
        AgentPremain.ended();
      }
    } catch (Throwable problem) {
      System.err.println("athena-apm: not started, the application runs without it: " + problem);
      AgentPremain.ended();
      instrumentation.removeTransformer(gate);
    } finally {
      gate.accept(null);
      engine.started();
      booted.countDown();
    }
    if (loop != null) {
      loop.run();
    }
  }

  /** See {@code io.athena.apm.agent.Agent}. */
  private Object[] forTheEngine() {
    return new Object[] {
      arguments,
      instrumentation,
      jar,
      mainThread,
      gate,
      gate,
      gate,
      ruleFiles,
      rules == null ? null : rules.names(),
      rules == null ? null : rules.handedOver(),
      rules == null ? null : rules.types()
    };
  }

  /** By name: the two sides share no class but the JDK's and the runtime zone's. */
  @SuppressWarnings("unchecked")
  private Function<Object[], Runnable> engine() throws ReflectiveOperationException {
    return (Function<Object[], Runnable>)
        Class.forName(ROOT, true, engine)
            .asSubclass(Function.class)
            .getDeclaredConstructor()
            .newInstance();
  }
}

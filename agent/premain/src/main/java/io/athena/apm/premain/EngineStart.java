package io.athena.apm.premain;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The agent's daemon thread, {@code athena-apm}: loads the engine while the application starts,
 * then runs the engine's loop.
 */
/*
 * Why it pauses first
 *
 * A JVM that exits waits, in steps of 10 ms, for threads in native code, and compiler threads are
 * such threads. A program that ends at once would wait for the compilation of an engine that it
 * never needed. So the engine starts after a pause, or as soon as a thread waits for it.
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
    String logNames = mayHaveLogContext(arguments) ? engine.text(Gate.LOG_NAMES) : "";
    this.gate = new Gate(engine.text(Gate.NAMES) + logNames, engine);
  }

  /**
   * Nearly every application has a logging library, whose classes would wait for the engine.
   * Whether a settings file asks for ids in log events, only the engine can tell.
   */
  private static boolean mayHaveLogContext(String arguments) {
    return "true".equalsIgnoreCase(EarlySetting.text(arguments, "log.context"))
        || EarlySetting.text(arguments, "config") != null;
  }

  Gate gate() {
    return gate;
  }

  void begin() {
    thread.setDaemon(true);
    // The application's loader as context would be kept alive, and would be asked for our services.
    thread.setContextClassLoader(engine);
    gate.engineThread(thread);
    thread.start();
  }

  /**
   * Waits until the engine weaves or has failed, at most until the gate's deadline. Called on the
   * thread that runs {@code premain} or {@code agentmain}.
   */
  void await() {
    LockSupport.unpark(thread);
    try {
      if (!booted.await(gate.remainingNanos(), TimeUnit.NANOSECONDS)) {
        gate.reportLate("the application runs without instrumentation until it is");
      }
    } catch (InterruptedException applications) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void run() {
    if (mainThread != null) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
    Runnable loop = null;
    try {
      loop =
          ((Function<Object[], Runnable>) engine.create(ROOT, Function.class))
              .apply(new Object[] {arguments, instrumentation, jar, mainThread, gate, gate, gate});
      if (loop == null) {
        AgentPremain.ended();
      }
    } catch (Throwable problem) {
      System.err.println("athena-apm: not started; the application runs without it: " + problem);
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
}

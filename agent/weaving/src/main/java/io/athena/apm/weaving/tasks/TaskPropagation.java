package io.athena.apm.weaving.tasks;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Passes spans on to the tasks of executors, and reports tasks that complete. Does nothing until
 * the first span with a context begins, or until a rule first waits for a returned task. That
 * thread waits some tens of milliseconds while JDK classes are woven. Every thread that calls this
 * meanwhile waits, too, so that no task that it hands over is missed.
 */
public final class TaskPropagation implements Runnable, BooleanSupplier, Weaver {

  /** The switch {@code instrumentation.jdk-executors.enabled}. */
  public static final String NAME = "jdk-executors";

  private final Spans spans;
  private final Consumer<Object> completed;
  private final Instrumentation instrumentation;
  private final Predicate<String> switchedOn;
  private final AgentErrors errors;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> types = TaskSite.types();

  /** Null before the first span. */
  private volatile TaskSpans tasks;

  /** Whether the bridge is defined, so that woven code may call it. */
  private volatile boolean bridged;

  /** Whether the JDK reports all tasks that are handed over or completed from now on. */
  private volatile boolean woven;

  /** Does not weave yet. {@code completed} receives the tasks that have completed. */
  public TaskPropagation(
      Spans spans,
      Consumer<Object> completed,
      Instrumentation instrumentation,
      Predicate<String> switchedOn,
      AgentErrors errors) {
    this.spans = spans;
    this.completed = completed;
    this.instrumentation = instrumentation;
    this.switchedOn = switchedOn;
    this.errors = errors;
  }

  /** The number of tasks whose span is known. Called after a span has begun. */
  int waiting() {
    return tasks.waiting();
  }

  private boolean isSwitchedOn() {
    return switchedOn.test(NAME);
  }

  /** Weaves. Called by the thread that begins the first span or first waits for a task. */
  @Override
  public void run() {
    lock.lock();
    try {
      if (!bridged && isSwitchedOn()) {
        bridge();
        bridged = true;
        retransform();
        woven = true;
      }
    } catch (Throwable problem) {
      errors.caught(Door.WEAVING, "tasks of executors run outside of their spans", problem);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the JDK reports tasks that complete. The first call weaves. */
  @Override
  public boolean getAsBoolean() {
    if (!woven) {
      run();
    }
    return woven && isSwitchedOn();
  }

  /** Retransforms the JDK's classes after the switch was changed. */
  public void reweave() {
    lock.lock();
    try {
      if (bridged) {
        retransform();
      }
    } catch (Throwable problem) {
      errors.caught(
          Door.WEAVING, "retransforming JDK classes failed; they stay unchanged", problem);
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("unchecked")
  private void bridge() throws ReflectiveOperationException {
    Constructor<?> bridge = bridgeClass().getConstructor();
    bridge.setAccessible(true);
    TaskSpans made = new TaskSpans(spans, completed, errors);
    ((Consumer<Object>) bridge.newInstance()).accept(made.functions());
    tasks = made;
  }

  private static Class<?> bridgeClass() throws IllegalAccessException {
    ModuleOpener.open(ForkJoinTask.class);
    try {
      return Class.forName(TaskBridge.NAME.replace('/', '.'), false, null);
    } catch (ClassNotFoundException usual) {
      return MethodHandles.privateLookupIn(ForkJoinTask.class, MethodHandles.lookup())
          .defineClass(TaskBridge.classFile());
    }
  }

  private void retransform() throws Exception {
    Class<?>[] classes = new Class<?>[types.size()];
    int next = 0;
    for (String type : types) {
      classes[next++] = Class.forName(type, false, null);
    }
    instrumentation.retransformClasses(classes);
  }

  /** Weaves a class of the JDK when it is retransformed; returns null for every other class. */
  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    return bridged && types.contains(name) && isSwitchedOn()
        ? TaskWeaver.weave(name, classFile)
        : null;
  }
}
